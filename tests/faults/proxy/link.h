#pragma once

#include "tests/faults/proxy/conversation.h"
#include "tests/faults/proxy/pipe.h"

#include <QLocalSocket>
#include <QObject>
#include <QTcpSocket>

#include <memory>

namespace TestSupport {

/// Where a proxy leads: a TCP port of this computer, or a unix socket.
struct ProxyTarget
{
    quint16 port = 0;
    QString socketPath = {};
};

/// One connection through a proxy. Ends by itself when both sides have closed, and says so.
class Link final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Link)

public:
    /// Takes the client's socket over. Without a conversation bytes pass as they come.
    Link(QTcpSocket *client, const ProxyTarget &target, std::unique_ptr<Conversation> conversation, QObject *parent);
    ~Link() override;

    void setToxics(const QList<Toxic> &toxics);
    /// Both sides find the connection reset.
    void reset();

Q_SIGNALS:
    void ended();

private:
    void connectTo(const ProxyTarget &target);
    void take(Way way, const QByteArray &bytes);
    void sideClosed(Way way);
    QIODevice &server();
    void closeServer();

    QTcpSocket *m_client;
    QTcpSocket m_tcp;
    QLocalSocket m_local;
    bool m_isLocal;
    std::unique_ptr<Conversation> m_conversation;
    Pipe m_toServer;
    Pipe m_toClient;
    bool m_isOver = false;
};

} // namespace TestSupport
