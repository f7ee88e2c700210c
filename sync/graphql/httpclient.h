#pragma once

#include "sync/graphql/networkpool.h"
#include "sync/ports/clock.h"

#include <QCoroTask>

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QNetworkReply>
#include <QSslError>
#include <QUrl>

#include <chrono>
#include <stop_token>
#include <utility>

namespace Sync {

/// One request, whole.
struct HttpRequest
{
    QByteArray verb = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    std::chrono::milliseconds timeout{30'000}; ///< Without any progress.
    /// After a stop the answer is still awaited for so long; for what should not be left unanswered.
    std::chrono::milliseconds graceAfterStop{0};
};

/// How an exchange ended.
enum class HttpEnd {
    Answered, ///< A status line came; the body may still be cut.
    Cut, ///< An answer began and broke off.
    Stopped,
    TimedOut,
    NoSuchHost, ///< Nothing was sent; the same for the next two.
    Refused,
    Untrusted,
    Lost, ///< Broke after something was sent.
};

/// How an exchange ended, and what came of it; `status` and the rest mean something once a status line came.
struct HttpAnswer
{
    HttpEnd end = HttpEnd::Lost;
    int status = 0;
    QByteArray body = {};
    QList<QNetworkReply::RawHeaderPair> headers = {};
    QList<QSslError> sslErrors = {};
    QString detail = {}; ///< For the log.

    /// Value of a header, whatever its case; empty when there is none.
    QByteArray header(const QByteArray &name) const;
};

/// Sends requests and collects whole answers. Follows no redirect, keeps no cookie, ignores no TLS error, and never
/// sends a body twice by itself, which QNetworkAccessManager does when a kept connection closes under it. Belongs to
/// the thread it is first used on and outlives its requests.
class HttpClient final
{
    Q_DISABLE_COPY_MOVE(HttpClient)

public:
    /// The clock outlives the client.
    explicit HttpClient(Clock &clock)
        : m_clock(clock)
    { }

    QCoro::Task<HttpAnswer> send(HttpRequest request, std::stop_token stop);

private:
    Clock &m_clock;
    NetworkPool m_pool;
};

} // namespace Sync
