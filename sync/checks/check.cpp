#include "sync/checks/check.h"

namespace Sync {

namespace {
CheckResult answer(CheckStatus status, const QString &summary, const QString &meaning, const QStringList &evidence)
{
    CheckResult result;
    result.status = status;
    result.summary = summary;
    result.meaning = meaning;
    result.evidence = evidence;
    return result;
}
} // namespace

CheckResult checkOk(const QString &summary, const QStringList &evidence)
{
    return answer(CheckStatus::Ok, summary, {}, evidence);
}

CheckResult checkAttention(const QString &summary, const QString &meaning, const QStringList &evidence)
{
    return answer(CheckStatus::Attention, summary, meaning, evidence);
}

CheckResult checkFailed(const QString &summary, const QString &meaning, const QStringList &evidence)
{
    return answer(CheckStatus::Failed, summary, meaning, evidence);
}

CheckResult checkNotUsed(const QString &summary)
{
    return answer(CheckStatus::NotUsed, summary, {}, {});
}

CheckResult checkFailure(CheckStatus status, const Failure &failure)
{
    QString meaning = failure.meaning;
    if (!failure.remedy.isEmpty())
        meaning += (meaning.isEmpty() ? QString() : QStringLiteral(" ")) + failure.remedy;
    QStringList evidence;
    if (!failure.requestId.isEmpty())
        evidence += QStringLiteral("X-Request-Id %1").arg(failure.requestId);
    return answer(status, failure.what, meaning, evidence);
}

} // namespace Sync
