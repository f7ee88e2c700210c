#include "sync/graphql/tokensource.h"

#include "sync/graphql/httpclient.h"
#include "sync/graphql/shopfailures.h"
#include "sync/graphql/tlsreason.h"
#include "sync/ports/clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace Sync {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {
constexpr double ShareOfLife = 0.8;
constexpr double DaySeconds = 86'400;

QByteArray form(const QString &clientId, const Secret &clientSecret)
{
    const QByteArray secret = clientSecret.reveal().toPercentEncoding();
    return "grant_type=client_credentials&client_id=" + clientId.toUtf8().toPercentEncoding()
        + "&client_secret=" + secret;
}

Failure failureOf(const HttpAnswer &answer, const QString &host)
{
    switch (answer.end) {
    case HttpEnd::Stopped:
        return stopped();
    case HttpEnd::NoSuchHost:
        return noSuchHost(host, answer.detail);
    case HttpEnd::Refused:
        return noConnection(host, answer.detail);
    case HttpEnd::Untrusted:
        return tlsFailure(host, answer.sslErrors, answer.detail);
    case HttpEnd::TimedOut:
    case HttpEnd::Lost:
    case HttpEnd::Cut:
        return noAnswer(host, answer.detail);
    case HttpEnd::Answered:
        break;
    }
    // The body of a refusal names the error; it never repeats the secret, but nothing of a success may be logged.
    const QString detail = u"HTTP %1 from the token endpoint"_s.arg(answer.status);
    if (answer.status == 404)
        return noSuchShop(host, detail);
    if (answer.status == 429)
        return throttledTooLong(detail);
    if (answer.status >= 500)
        return shopInTrouble(detail);
    if (answer.status >= 300 && answer.status < 400)
        return redirected(detail);
    return answer.status >= 400 ? tokenRefused(detail) : unreadableAnswer(detail);
}
} // namespace

// Members are wrapped before they are returned: QCoro 0.8.0 moves out of any lvalue given to co_return that still has
// to be converted.

QCoro::Task<Result<Secret>> StaticToken::token(std::stop_token)
{
    if (m_token.isEmpty())
        co_return tokenRefused(u"no token is set"_s);
    co_return Result<Secret>(m_token);
}

QCoro::Task<Result<Secret>> StaticToken::renewed(Secret, std::stop_token)
{
    co_return tokenRefused(u"a fixed token cannot be renewed"_s);
}

ClientCredentialsToken::ClientCredentialsToken(
    HttpClient &http, Clock &clock, QUrl tokenUrl, QString clientId, Secret clientSecret)
    : m_http(http)
    , m_clock(clock)
    , m_url(std::move(tokenUrl))
    , m_clientId(std::move(clientId))
    , m_clientSecret(std::move(clientSecret))
{ }

QCoro::Task<Result<Secret>> ClientCredentialsToken::token(std::stop_token stop)
{
    if (!m_token.isEmpty() && m_clock.monotonic() < m_renewAt)
        co_return Result<Secret>(m_token);
    co_return co_await renewed(m_token, stop);
}

QCoro::Task<Result<Secret>> ClientCredentialsToken::renewed(Secret refused, std::stop_token stop)
{
    // Awaited in a statement of its own: GCC 12 destroys the temporaries of a condition twice.
    const bool entered = co_await m_turnstile.enter(stop);
    if (!entered)
        co_return stopped();
    const TurnstileLeaver leaver(m_turnstile);
    // Somebody before us in the queue may have renewed it already.
    if (!m_token.isEmpty() && !(m_token == refused))
        co_return Result<Secret>(m_token);
    co_return co_await fetch(stop);
}

QCoro::Task<Result<Secret>> ClientCredentialsToken::fetch(std::stop_token stop)
{
    HttpRequest request{.verb = "POST", .url = m_url, .body = form(m_clientId, m_clientSecret)};
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    const HttpAnswer answer = co_await m_http.send(request, stop);
    if (answer.end != HttpEnd::Answered || answer.status != 200)
        co_return failureOf(answer, m_url.host());
    const QJsonObject granted = QJsonDocument::fromJson(answer.body).object();
    const Secret token(granted.value("access_token"_L1).toString());
    if (token.isEmpty())
        co_return unreadableAnswer(u"the token endpoint gave no token"_s);
    const double life = granted.value("expires_in"_L1).toDouble(DaySeconds);
    m_token = token;
    m_renewAt = m_clock.monotonic() + milliseconds(qint64(life * ShareOfLife * 1000));
    co_return Result<Secret>(m_token);
}

} // namespace Sync
