#pragma once

#include <QByteArray>
#include <QList>
#include <QUrlQuery>

#include <memory>
#include <optional>

namespace DemoShop {

/// A request that arrived whole.
struct HttpRequest
{
    QByteArray method;
    QByteArray path; ///< percent-decoded, without the query
    QUrlQuery query;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    bool keepsAlive = true;

    /// Value of a header by its lower-case name; null without one.
    QByteArray header(QByteArrayView name) const;
};

/// A body that is made while it is sent.
class BodySource
{
    Q_DISABLE_COPY_MOVE(BodySource)

public:
    BodySource() = default;
    virtual ~BodySource() = default;
    /// Length of the whole body in bytes.
    virtual qint64 size() const = 0;
    /// Goes to an offset before the first read; false when it cannot.
    virtual bool seek(qint64 offset) = 0;
    /// The next piece, about `wanted` bytes; empty at the end or when making it failed.
    virtual QByteArray read(qint64 wanted) = 0;
};

/// An answer. With a source, `body` is not used.
struct HttpResponse
{
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    std::unique_ptr<BodySource> source;
    bool isDropped = false; ///< close the connection instead of answering
    qint64 cutAfter = -1; ///< close the connection after that many bytes of the body

    void setHeader(const QByteArray &name, const QByteArray &value) { headers.append({name, value}); }
    static HttpResponse json(int status, const QByteArray &body);
    static HttpResponse text(int status, const QByteArray &body);
};

/// Words of a status line.
QByteArray reasonPhrase(int status);

} // namespace DemoShop
