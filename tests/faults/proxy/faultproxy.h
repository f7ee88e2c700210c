#pragma once

#include "tests/faults/proxy/link.h"

#include <QThread>

#include <functional>
#include <memory>

namespace TestSupport {

class ProxyServer;

/// A TCP proxy in front of one server, on a thread of its own, through which a test makes a network as bad as it
/// likes. Every call may come from any thread, a Judge's included; each is done when it returns, but for those that
/// say otherwise.
///
///     FaultProxy proxy({.port = shopPort});
///     proxy.setToxics({{.kind = Toxic::Kind::Latency, .delay = 200ms, .jitter = 50ms}});
///     proxy.setDown(true);
class FaultProxy final
{
    Q_DISABLE_COPY_MOVE(FaultProxy)

public:
    /// Makes the conversation of a new connection, of which it is told the serial; on the proxy's thread.
    using MakeConversation = std::function<std::unique_ptr<Conversation>(qsizetype session)>;

    /// Listens on a free port of 127.0.0.1 at once; ends the test program when there is none.
    explicit FaultProxy(const ProxyTarget &target, MakeConversation makeConversation = {});
    ~FaultProxy();

    quint16 port() const { return m_port; }

    /// What all connections suffer from now on, those that there are included.
    void setToxics(const QList<Toxic> &toxics);
    /// Down: all connections are reset and new ones refused.
    void setDown(bool isDown);
    /// Down at once for so long. Comes back when it is down, not when it is up again.
    void goDownFor(std::chrono::milliseconds time);
    /// Resets all connections; new ones are welcome.
    void resetAll();
    int connections() const;

private:
    void onThread(const std::function<void()> &call) const;

    QThread m_thread;
    ProxyServer *m_server;
    quint16 m_port = 0;
};

} // namespace TestSupport
