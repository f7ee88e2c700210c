#include "tests/faults/proxy/faultproxy.h"

#include "tests/faults/proxy/proxyserver.h"

namespace TestSupport {

FaultProxy::FaultProxy(const ProxyTarget &target, MakeConversation makeConversation)
    : m_server(new ProxyServer(target, std::move(makeConversation)))
{
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("fault proxy"));
    m_thread.start();
    onThread([this] {
        m_server->listen();
        m_port = m_server->port();
    });
}

FaultProxy::~FaultProxy()
{
    m_thread.quit();
    m_thread.wait();
}

void FaultProxy::onThread(const std::function<void()> &call) const
{
    const auto type = QThread::currentThread() == &m_thread ? Qt::DirectConnection : Qt::BlockingQueuedConnection;
    QMetaObject::invokeMethod(m_server, call, type);
}

void FaultProxy::setToxics(const QList<Toxic> &toxics)
{
    onThread([&] { m_server->setToxics(toxics); });
}

void FaultProxy::setDown(bool isDown)
{
    onThread([&] { m_server->setDown(isDown); });
}

void FaultProxy::goDownFor(std::chrono::milliseconds time)
{
    onThread([&] { m_server->goDownFor(time); });
}

void FaultProxy::resetAll()
{
    onThread([this] { m_server->resetAll(); });
}

int FaultProxy::connections() const
{
    int count = 0;
    onThread([&] { count = m_server->connections(); });
    return count;
}

} // namespace TestSupport
