#pragma once

#include "app/demoshop/http/httpmessage.h"

namespace DemoShop {

/// Cuts what arrives on one connection into requests: HTTP/1.0 and 1.1, bodies by Content-Length or chunked, any
/// number of requests in one go. Refuses what is too long or ambiguous; after that the connection must be closed.
class HttpParser final
{
    Q_DISABLE_COPY_MOVE(HttpParser)

public:
    HttpParser() = default;

    /// Takes bytes from the socket.
    void feed(const QByteArray &bytes) { m_buffer.append(bytes); }
    /// The next complete request, if one is there and nothing is wrong.
    std::optional<HttpRequest> next();
    /// Status to refuse the connection with, or 0.
    int error() const { return m_error; }
    /// Whether a request is waiting for `100 Continue`; asking resets it.
    bool takeExpectation();

    static constexpr qsizetype largestHead = 64 * 1024;
    static constexpr qsizetype largestBody = 128 * 1024 * 1024;

private:
    bool readHead();
    bool readBody();
    bool readChunks();
    bool fail(int status);
    bool readRequestLine(const QByteArray &line);
    bool readLengths();

    QByteArray m_buffer;
    qsizetype m_consumed = 0;
    HttpRequest m_request;
    bool m_hasHead = false;
    bool m_isChunked = false;
    bool m_expects = false;
    qint64 m_length = 0;
    int m_error = 0;
};

} // namespace DemoShop
