#include "app/demoshop/http/httpconnection.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <QTcpSocket>

#include <algorithm>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fullBuffer = 1024 * 1024; ///< unsent bytes at which a streamed body waits
constexpr qint64 pieceSize = 256 * 1024;

struct Range
{
    qint64 first = 0;
    qint64 last = -1;
};

/// A single `bytes=a-b`, `a-` or `-n`; nothing when it cannot be met.
std::optional<Range> readRange(const QByteArray &header, qint64 size)
{
    const QList<QByteArray> ends = header.sliced(6).split('-');
    if (ends.size() != 2) {
        return {};
    }
    bool firstGood = true;
    bool lastGood = true;
    Range range;
    if (ends[0].isEmpty()) {
        range.first = std::max<qint64>(0, size - ends[1].toLongLong(&lastGood));
        range.last = size - 1;
    } else {
        range.first = ends[0].toLongLong(&firstGood);
        range.last = ends[1].isEmpty() ? size - 1 : std::min(size - 1, ends[1].toLongLong(&lastGood));
    }
    const bool fits = firstGood && lastGood && range.first >= 0 && range.first <= range.last;
    return fits ? std::optional(range) : std::nullopt;
}

/// A client that sends head and body apart holds the body back until the head is acknowledged (Nagle's algorithm), and
/// the kernel holds that back for 40 ms in hope of an answer to go with: each request over a kept connection took that
/// much longer. The option does not last, by tcp(7).
void acknowledgeAtOnce(const QTcpSocket &socket)
{
    const int yes = 1;
    ::setsockopt(int(socket.socketDescriptor()), IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, HttpHandler handler, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(std::move(handler))
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::readSocket);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::pump);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void HttpConnection::readSocket()
{
    m_parser.feed(m_socket->readAll());
    handleNext();
}

void HttpConnection::handleNext()
{
    if (m_isBusy || m_socket->state() != QAbstractSocket::ConnectedState) {
        return;
    }
    std::optional<HttpRequest> request = m_parser.next();
    if (!request) {
        if (m_parser.error() != 0) {
            m_isBusy = true;
            m_current.keepsAlive = false;
            respond(HttpResponse::text(m_parser.error(), reasonPhrase(m_parser.error())));
        } else if (m_parser.takeExpectation()) {
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        } else {
            acknowledgeAtOnce(*m_socket);
        }
        return;
    }
    m_isBusy = true;
    m_current = *request;
    m_current.body.clear();
    const quint64 serial = ++m_serial;
    const QPointer<HttpConnection> self(this);
    m_handler(std::move(*request), [self, serial](HttpResponse response) {
        if (self && self->m_isBusy && self->m_serial == serial) {
            self->respond(std::move(response));
        }
    });
}

void HttpConnection::applyRange(HttpResponse *response) const
{
    const QByteArray header = m_current.header("range");
    if (!response->source || response->status != 200) {
        return;
    }
    response->setHeader("Accept-Ranges", "bytes");
    if (!header.startsWith("bytes=")) {
        return;
    }
    const qint64 size = response->source->size();
    const std::optional<Range> range = readRange(header, size);
    const QByteArray total = QByteArray::number(size);
    if (!range || !response->source->seek(range->first)) {
        *response = HttpResponse::text(416, "The range lies outside the file.");
        response->setHeader("Content-Range", "bytes */" + total);
        return;
    }
    response->status = 206;
    response->setHeader("Content-Range",
        "bytes " + QByteArray::number(range->first) + '-' + QByteArray::number(range->last) + '/' + total);
    response->setHeader("Content-Length", QByteArray::number(range->last - range->first + 1));
}

void HttpConnection::respond(HttpResponse response)
{
    if (response.isDropped) {
        m_socket->abort();
        return;
    }
    applyRange(&response);
    qint64 length = response.source ? response.source->size() : response.body.size();
    for (const auto &[name, value] : std::as_const(response.headers)) {
        if (name == "Content-Length") { // of a range
            length = value.toLongLong();
        }
    }
    m_closesAfter = !m_current.keepsAlive || response.cutAfter >= 0;
    writeHead(response, length);
    if (m_current.method == "HEAD") {
        finish();
        return;
    }
    if (response.source) {
        m_source = std::move(response.source);
        m_left = response.cutAfter >= 0 ? std::min(length, response.cutAfter) : length;
        pump();
        return;
    }
    m_socket->write(response.cutAfter >= 0 ? response.body.left(response.cutAfter) : response.body);
    finish();
}

void HttpConnection::writeHead(const HttpResponse &response, qint64 length)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    for (const auto &[name, value] : response.headers) {
        if (name != "Content-Length") {
            head += name + ": " + value + "\r\n";
        }
    }
    // RFC 9110: always English and GMT. Clients compare their clock with it.
    head += "Date: "
        + QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1()
        + "\r\n";
    head += "Content-Length: " + QByteArray::number(length) + "\r\n";
    head += m_closesAfter ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
    m_socket->write(head);
}

void HttpConnection::pump()
{
    // One piece per turn of the event loop, so that a long file does not keep other clients waiting.
    if (!m_source || m_socket->bytesToWrite() > fullBuffer) {
        return;
    }
    QByteArray piece = m_source->read(std::min(pieceSize, m_left));
    if (piece.isEmpty() && m_left > 0) { // the body could not be made: cut it off rather than end it as if complete
        m_source.reset();
        m_socket->abort();
        return;
    }
    piece.truncate(std::min<qint64>(piece.size(), m_left));
    m_left -= piece.size();
    m_socket->write(piece);
    if (m_left == 0) {
        m_source.reset();
        finish();
    } else if (m_socket->bytesToWrite() <= fullBuffer) {
        QMetaObject::invokeMethod(this, &HttpConnection::pump, Qt::QueuedConnection);
    }
}

void HttpConnection::finish()
{
    if (m_closesAfter) {
        m_socket->disconnectFromHost();
        return;
    }
    m_isBusy = false;
    // Through the event loop: a client that pipelines must not make this recurse.
    QMetaObject::invokeMethod(this, &HttpConnection::handleNext, Qt::QueuedConnection);
}

} // namespace DemoShop
