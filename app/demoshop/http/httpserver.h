#pragma once

#include "app/demoshop/http/httpconnection.h"

#include <QTcpServer>

namespace DemoShop {

/// A small HTTP/1.1 server for loopback, on the event loop of the thread it lives in.
class HttpServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpServer)

public:
    explicit HttpServer(HttpHandler handler, QObject *parent = nullptr);

    /// Starts on 127.0.0.1; port 0 takes any free one. False when the port cannot be had (see errorString()).
    bool listen(quint16 port);
    quint16 port() const { return m_server.serverPort(); }
    QString errorString() const { return m_server.errorString(); }

private:
    void accept();

    QTcpServer m_server;
    HttpHandler m_handler;
};

} // namespace DemoShop
