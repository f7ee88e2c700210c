#include "tests/support/rawhttpserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {
QSslConfiguration showing(const CertificateFiles &files)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    QFile key(files.key);
    QFile certificate(files.certificate);
    if (key.open(QIODevice::ReadOnly) && certificate.open(QIODevice::ReadOnly)) {
        configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
        configuration.setLocalCertificate(QSslCertificate(certificate.readAll()));
    }
    return configuration;
}

bool parse(QByteArray &bytes, RawRequest &request)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QList<QByteArray> lines = bytes.left(headEnd).split('\n');
    const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length", "0").toLongLong();
    if (bytes.size() < headEnd + 4 + length)
        return false;
    request.body = bytes.mid(headEnd + 4, length);
    bytes.remove(0, headEnd + 4 + length);
    return true;
}
} // namespace

RawHttpServer::RawHttpServer(Handler handler)
    : m_handler(std::move(handler))
    , m_server(new QTcpServer)
{
    listen();
}

RawHttpServer::RawHttpServer(Handler handler, const CertificateFiles &certificate)
    : m_handler(std::move(handler))
    , m_isTls(true)
{
    auto *server = new QSslServer;
    server->setSslConfiguration(showing(certificate));
    m_server = server;
    listen();
}

void RawHttpServer::listen()
{
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    QObject::connect(m_server, &QTcpServer::pendingConnectionAvailable, m_server, [this] {
        while (m_server->hasPendingConnections())
            accept(m_server->nextPendingConnection());
    });
    m_thread.start();
    QMetaObject::invokeMethod(
        m_server,
        [this] {
            m_server->listen(QHostAddress::LocalHost);
            m_port = m_server->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

RawHttpServer::~RawHttpServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl RawHttpServer::url(const QString &path) const
{
    QUrl url(m_isTls ? u"https://127.0.0.1"_s : u"http://127.0.0.1"_s);
    url.setPort(m_port);
    url.setPath(path);
    return url;
}

QList<RawRequest> RawHttpServer::requests() const
{
    const QMutexLocker lock(&m_mutex);
    return m_requests;
}

QByteArray RawHttpServer::answer(
    int status, const QByteArray &body, const QList<QByteArray> &headers, const QByteArray &contentType)
{
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Type: " + contentType
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const QByteArray &header : headers)
        answer += header + "\r\n";
    return answer + "\r\n" + body;
}

void RawHttpServer::accept(QTcpSocket *socket)
{
    ++m_connections;
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, [this, socket] {
        m_unread.remove(socket);
        socket->deleteLater();
    });
    if (socket->bytesAvailable() > 0)
        read(socket);
}

void RawHttpServer::read(QTcpSocket *socket)
{
    QByteArray &unread = m_unread[socket];
    unread += socket->readAll();
    for (RawRequest request; parse(unread, request); request = {}) {
        {
            const QMutexLocker lock(&m_mutex);
            request.number = int(m_requests.size());
            m_requests += request;
        }
        m_handler(*socket, request);
        if (socket->state() != QAbstractSocket::ConnectedState)
            return;
    }
}

} // namespace TestSupport
