#pragma once

#include "tests/faults/proxy/faultproxy.h"

#include <QTcpServer>

namespace TestSupport {

/// The listening end of a FaultProxy and its connections; belongs to the proxy's thread.
class ProxyServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProxyServer)

public:
    ProxyServer(ProxyTarget target, FaultProxy::MakeConversation makeConversation);

    /// Listens, on the port of before if there was one.
    void listen();
    void setToxics(const QList<Toxic> &toxics);
    void setDown(bool isDown);
    void goDownFor(std::chrono::milliseconds time);
    void resetAll();
    quint16 port() const { return m_port; }
    int connections() const { return static_cast<int>(m_links.size()); }

private:
    void accept();

    ProxyTarget m_target;
    FaultProxy::MakeConversation m_makeConversation;
    QTcpServer m_listener;
    QTimer m_up; ///< Ends a time down.
    QList<Link *> m_links;
    QList<Toxic> m_toxics;
    quint16 m_port = 0;
    qsizetype m_sessions = 0;
};

} // namespace TestSupport
