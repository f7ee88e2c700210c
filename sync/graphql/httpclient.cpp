#include "sync/graphql/httpclient.h"

#include "sync/async/signalwait.h"
#include "sync/graphql/onetimebody.h"
#include "sync/ports/deadline.h"

#include <QScopedPointer>

namespace Sync {

namespace {
constexpr qint64 MostAnswerBytes = 64LL * 1024 * 1024;

struct AbortAndDeleteLater
{
    static void cleanup(QNetworkReply *reply)
    {
        if (!reply)
            return;
        if (reply->isRunning())
            reply->abort();
        reply->deleteLater();
    }
};

QNetworkRequest prepared(const HttpRequest &request)
{
    QNetworkRequest prepared(request.url);
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    prepared.setTransferTimeout(int(request.timeout.count()));
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Over plain http this would ask for an upgrade that a local shop has no use for.
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, request.url.scheme() == QLatin1String("https"));
    if (!request.body.isEmpty()) {
        prepared.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        prepared.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    return prepared;
}

HttpEnd endOf(QNetworkReply::NetworkError error, int status)
{
    switch (error) {
    case QNetworkReply::NoError:
        return status > 0 ? HttpEnd::Answered : HttpEnd::Lost;
    case QNetworkReply::HostNotFoundError:
        return HttpEnd::NoSuchHost;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return HttpEnd::Refused;
    case QNetworkReply::SslHandshakeFailedError:
        return HttpEnd::Untrusted;
    case QNetworkReply::OperationCanceledError:
        return HttpEnd::TimedOut;
    default:
        break;
    }
    // Redirects and refusals are errors to Qt too, and say all they have to say in their head.
    if (status >= 300)
        return HttpEnd::Answered;
    return status > 0 ? HttpEnd::Cut : HttpEnd::Lost;
}
} // namespace

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

QCoro::Task<HttpAnswer> HttpClient::send(HttpRequest request, std::stop_token stop)
{
    HttpAnswer answer;
    if (stop.stop_requested()) {
        answer.end = HttpEnd::Stopped;
        co_return answer;
    }
    const NetworkPool::Slot slot = m_pool.acquire();
    QNetworkAccessManager *network = slot.manager();
    QScopedPointer<QNetworkReply, AbortAndDeleteLater> reply;
    if (request.body.isEmpty()) {
        reply.reset(network->sendCustomRequest(prepared(request), request.verb));
    } else {
        auto *body = new OneTimeBody(request.body, nullptr);
        reply.reset(network->sendCustomRequest(prepared(request), request.verb, body));
        body->setParent(reply.data());
    }
    QList<QSslError> sslErrors;
    QObject::connect(reply.data(), &QNetworkReply::sslErrors, reply.data(),
        [&sslErrors](const QList<QSslError> &errors) { sslErrors = errors; });
    bool isTooLong = false;
    QObject::connect(
        reply.data(), &QNetworkReply::downloadProgress, reply.data(), [&isTooLong, r = reply.data()](qint64 received) {
            if (received > MostAnswerBytes && !std::exchange(isTooLong, true))
                QMetaObject::invokeMethod(r, &QNetworkReply::abort, Qt::QueuedConnection);
        });
    WaitEnd waited = co_await SignalWait(reply.data(), &QNetworkReply::finished, stop);
    if (waited == WaitEnd::Stopped && request.graceAfterStop > std::chrono::milliseconds::zero()
        && reply->isRunning()) {
        const Deadline grace(m_clock, request.graceAfterStop);
        waited = co_await SignalWait(reply.data(), &QNetworkReply::finished, grace.token());
    }
    if (waited != WaitEnd::Emitted && reply->isRunning()) {
        answer.end = HttpEnd::Stopped;
        co_return answer;
    }
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.end = isTooLong ? HttpEnd::Cut : endOf(reply->error(), answer.status);
    answer.body = reply->readAll();
    answer.headers = reply->rawHeaderPairs();
    answer.sslErrors = sslErrors;
    if (reply->error() != QNetworkReply::NoError)
        answer.detail = reply->errorString();
    if (answer.end == HttpEnd::Answered)
        m_pool.noteProtocol(reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool());
    co_return answer;
}

} // namespace Sync
