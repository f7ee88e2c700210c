#include "tests/faults/proxy/link.h"

#include <QHostAddress>

#include <sys/socket.h>

namespace TestSupport {

namespace {

/// The peer gets a reset in place of an end.
void abortWithReset(QTcpSocket &socket)
{
    const linger atOnce{1, 0};
    if (socket.socketDescriptor() >= 0)
        setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket.abort();
}

} // namespace

Link::Link(QTcpSocket *client, const ProxyTarget &target, std::unique_ptr<Conversation> conversation, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_isLocal(!target.socketPath.isEmpty())
    , m_conversation(std::move(conversation))
    , m_toServer(Way::ToServer,
          {[this](const QByteArray &bytes) { server().write(bytes); }, [this] { closeServer(); }, [this] { reset(); }})
    , m_toClient(Way::ToClient,
          {[this](const QByteArray &bytes) { m_client->write(bytes); }, [this] { m_client->disconnectFromHost(); },
              [this] { reset(); }})
{
    m_client->setParent(this);
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_client, &QIODevice::readyRead, this, [this] { take(Way::ToServer, m_client->readAll()); });
    connect(m_client, &QTcpSocket::disconnected, this, [this] { sideClosed(Way::ToServer); });
    connectTo(target);
    take(Way::ToServer, m_client->readAll());
}

Link::~Link()
{
    m_isOver = true; // the sockets tell of their end while the rest is half gone
}

void Link::connectTo(const ProxyTarget &target)
{
    const auto answered = [this] { take(Way::ToClient, server().readAll()); };
    const auto closed = [this] { sideClosed(Way::ToClient); };
    if (m_isLocal) {
        connect(&m_local, &QIODevice::readyRead, this, answered);
        connect(&m_local, &QLocalSocket::disconnected, this, closed);
        connect(&m_local, &QLocalSocket::errorOccurred, this, closed);
        m_local.connectToServer(target.socketPath);
        return;
    }
    connect(&m_tcp, &QIODevice::readyRead, this, answered);
    connect(&m_tcp, &QTcpSocket::disconnected, this, closed);
    connect(&m_tcp, &QTcpSocket::errorOccurred, this, closed);
    m_tcp.connectToHost(QHostAddress(QHostAddress::LocalHost), target.port);
    m_tcp.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

QIODevice &Link::server()
{
    return m_isLocal ? static_cast<QIODevice &>(m_local) : m_tcp;
}

void Link::closeServer()
{
    if (m_isLocal)
        m_local.disconnectFromServer();
    else
        m_tcp.disconnectFromHost();
}

void Link::setToxics(const QList<Toxic> &toxics)
{
    m_toServer.setToxics(toxics);
    m_toClient.setToxics(toxics);
}

void Link::take(Way way, const QByteArray &bytes)
{
    if (m_isOver || bytes.isEmpty())
        return;
    const Conversation::Onward onward = m_conversation ? m_conversation->take(way, bytes) : Conversation::Onward{bytes};
    if (m_isOver) // whoever judged has taken the proxy down
        return;
    (way == Way::ToServer ? m_toServer : m_toClient).push(onward.bytes);
    if (!onward.breaks)
        return;
    // What was let through is given to the system first, so that half a request really is one.
    m_client->flush();
    m_isLocal ? m_local.flush() : m_tcp.flush();
    reset();
}

void Link::sideClosed(Way way)
{
    if (m_isOver)
        return;
    Pipe &pipe = way == Way::ToServer ? m_toServer : m_toClient;
    pipe.push(m_conversation ? m_conversation->rest(way) : QByteArray());
    pipe.close();
    const bool isServerGone = m_isLocal ? m_local.state() == QLocalSocket::UnconnectedState
                                        : m_tcp.state() == QAbstractSocket::UnconnectedState;
    if (isServerGone && m_client->state() == QAbstractSocket::UnconnectedState) {
        m_isOver = true;
        Q_EMIT ended();
    }
}

void Link::reset()
{
    if (std::exchange(m_isOver, true))
        return;
    abortWithReset(*m_client);
    abortWithReset(m_tcp);
    m_local.abort();
    Q_EMIT ended();
}

} // namespace TestSupport
