#include "sync/graphql/httptransfers.h"

#include "sync/graphql/httpclient.h"
#include "sync/graphql/shopfailures.h"
#include "sync/graphql/stagedupload.h"
#include "sync/graphql/tlsreason.h"

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
constexpr int MostAttempts = 3;

bool isWhole(const HttpAnswer &answer)
{
    const QByteArray length = answer.header("Content-Length");
    const bool isPacked = !answer.header("Content-Encoding").isEmpty();
    return answer.end == HttpEnd::Answered && answer.status == 200
        && (length.isEmpty() || isPacked || length.toLongLong() == answer.body.size());
}
} // namespace

QCoro::Task<Result<QString>> HttpTransfers::upload(QByteArray jsonl, std::stop_token stop)
{
    StagedUpload upload(m_shop, m_http, m_random);
    co_return co_await upload.upload(std::move(jsonl), u"changes.jsonl"_s, std::move(stop));
}

QCoro::Task<Result<QByteArray>> HttpTransfers::fetch(QUrl url, std::stop_token stop)
{
    Failure failure;
    for (int attempt = 0; attempt < MostAttempts; ++attempt) {
        HttpRequest request{.url = url};
        const HttpAnswer answer = co_await m_http.send(std::move(request), stop);
        if (answer.end == HttpEnd::Stopped)
            co_return stopped();
        if (answer.end == HttpEnd::Untrusted)
            co_return tlsFailure(url.host(), answer.sslErrors, answer.detail);
        if (isWhole(answer))
            co_return QByteArray(answer.body);
        failure = noAnswer(
            url.host(), u"result from %1: HTTP %2 %3"_s.arg(url.host()).arg(answer.status).arg(answer.detail));
    }
    co_return failure;
}

} // namespace Sync
