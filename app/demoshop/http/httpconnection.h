#pragma once

#include "app/demoshop/http/httpparser.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>

class QTcpSocket;

namespace DemoShop {

/// Sends an answer. May be called later, once, and after the client has gone.
using Responder = std::function<void(HttpResponse)>;
/// Answers a request, now or later.
using HttpHandler = std::function<void(HttpRequest, Responder)>;

/// One client's connection: reads requests, hands them out one at a time (pipelined ones wait), writes answers.
/// A streamed body is made only as fast as the client takes it.
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    /// Takes over the socket; deletes itself when the client is gone.
    HttpConnection(QTcpSocket *socket, HttpHandler handler, QObject *parent);

private:
    void readSocket();
    void handleNext();
    void respond(HttpResponse response);
    void applyRange(HttpResponse *response) const;
    void writeHead(const HttpResponse &response, qint64 length);
    void pump();
    void finish();

    QTcpSocket *m_socket;
    HttpHandler m_handler;
    HttpParser m_parser;
    HttpRequest m_current;
    bool m_isBusy = false;
    quint64 m_serial = 0;
    std::unique_ptr<BodySource> m_source;
    qint64 m_left = 0; ///< bytes of the streamed body still to send
    bool m_closesAfter = false;
};

} // namespace DemoShop
