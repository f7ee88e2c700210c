#pragma once

#include "tests/support/certificates.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMutex>
#include <QTcpServer>
#include <QThread>
#include <QUrl>

#include <atomic>
#include <functional>
#include <memory>

class QTcpSocket;

namespace TestSupport {

/// A request as it came, header names in lower case.
struct RawRequest
{
    QByteArray method;
    QByteArray path;
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
    int number = 0; ///< Counts from 0 over the server's life.
};

/// Says byte for byte what is answered, so that answers can be late, cut, reset or wrong. Lives in a thread of its
/// own; the handler is called there and may keep the socket to answer later from that thread.
class RawHttpServer final
{
    Q_DISABLE_COPY_MOVE(RawHttpServer)

public:
    using Handler = std::function<void(QTcpSocket &, const RawRequest &)>;

    explicit RawHttpServer(Handler handler);
    /// The same over TLS, showing that certificate.
    RawHttpServer(Handler handler, const CertificateFiles &certificate);
    ~RawHttpServer();

    QUrl url(const QString &path = {}) const;
    quint16 port() const { return m_port; }
    /// The requests read so far.
    QList<RawRequest> requests() const;
    int connections() const { return m_connections; }

    /// A whole answer with Content-Length.
    static QByteArray answer(int status, const QByteArray &body, const QList<QByteArray> &headers = {},
        const QByteArray &contentType = "application/json");

private:
    void listen();
    void accept(QTcpSocket *socket);
    void read(QTcpSocket *socket);

    Handler m_handler;
    bool m_isTls = false;
    QThread m_thread;
    QTcpServer *m_server = nullptr;
    quint16 m_port = 0;
    std::atomic<int> m_connections = 0;
    QHash<QTcpSocket *, QByteArray> m_unread;
    mutable QMutex m_mutex;
    QList<RawRequest> m_requests;
};

} // namespace TestSupport
