#include "tests/faults/proxy/proxyserver.h"

namespace TestSupport {

ProxyServer::ProxyServer(ProxyTarget target, FaultProxy::MakeConversation makeConversation)
    : m_target(std::move(target))
    , m_makeConversation(std::move(makeConversation))
    , m_listener(this)
    , m_up(this)
{
    m_up.setSingleShot(true);
    m_up.callOnTimeout(this, [this] { setDown(false); });
    connect(&m_listener, &QTcpServer::newConnection, this, &ProxyServer::accept);
}

void ProxyServer::listen()
{
    if (!m_listener.isListening() && !m_listener.listen(QHostAddress(QHostAddress::LocalHost), m_port))
        qFatal("The fault proxy cannot listen: %s", qUtf8Printable(m_listener.errorString()));
    m_port = m_listener.serverPort();
}

void ProxyServer::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        ++m_sessions;
        auto *link = new Link(client, m_target, m_makeConversation ? m_makeConversation(m_sessions) : nullptr, this);
        link->setToxics(m_toxics);
        m_links += link;
        connect(link, &Link::ended, this, [this, link] {
            m_links.removeOne(link);
            link->deleteLater();
        });
    }
}

void ProxyServer::setToxics(const QList<Toxic> &toxics)
{
    m_toxics = toxics;
    for (Link *link : std::as_const(m_links))
        link->setToxics(toxics);
}

void ProxyServer::setDown(bool isDown)
{
    m_up.stop();
    if (!isDown)
        return listen();
    m_listener.close();
    resetAll();
}

void ProxyServer::goDownFor(std::chrono::milliseconds time)
{
    setDown(true);
    m_up.start(time);
}

void ProxyServer::resetAll()
{
    const QList<Link *> links = m_links; // each leaves the list when it ends
    for (Link *link : links)
        link->reset();
}

} // namespace TestSupport
