#include "sync/graphql/shopanswer.h"

#include "sync/graphql/graphqlerrors.h"
#include "sync/graphql/shopfailures.h"
#include "sync/graphql/tlsreason.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
using std::chrono::milliseconds;

AnswerReading miss(AnswerVerdict verdict, Failure failure)
{
    return {.verdict = verdict, .failure = std::move(failure)};
}

std::optional<AnswerReading> readEnd(const HttpAnswer &answer, const AnswerContext &context)
{
    switch (answer.end) {
    case HttpEnd::Answered:
        return {};
    case HttpEnd::Stopped:
        return miss(AnswerVerdict::Final, stopped());
    case HttpEnd::NoSuchHost:
        return miss(AnswerVerdict::NotSent, noSuchHost(context.host, answer.detail));
    case HttpEnd::Refused:
        return miss(AnswerVerdict::NotSent, noConnection(context.host, answer.detail));
    case HttpEnd::Untrusted:
        return miss(AnswerVerdict::Final, tlsFailure(context.host, answer.sslErrors, answer.detail));
    case HttpEnd::TimedOut:
    case HttpEnd::Lost:
        break;
    case HttpEnd::Cut:
        return miss(
            AnswerVerdict::NoAnswer, unreadableAnswer(u"HTTP %1, cut: %2"_s.arg(answer.status).arg(answer.detail)));
    }
    return miss(AnswerVerdict::NoAnswer, noAnswer(context.host, answer.detail));
}

milliseconds retryAfter(const HttpAnswer &answer)
{
    bool isNumber = false;
    const double seconds = answer.header("Retry-After").toDouble(&isNumber);
    return isNumber && seconds > 0 ? milliseconds(qint64(std::min(seconds, 600.0) * 1000)) : milliseconds::zero();
}

/// Errors outside GraphQL come as {"errors": "text"} or as plain text.
QString errorText(const HttpAnswer &answer)
{
    const QJsonValue errors = QJsonDocument::fromJson(answer.body).object().value("errors"_L1);
    const QString text = errors.isString() ? errors.toString() : QString::fromUtf8(answer.body.left(300)).simplified();
    return u"HTTP %1: %2"_s.arg(answer.status).arg(text);
}

std::optional<AnswerReading> readStatus(const HttpAnswer &answer, const AnswerContext &context)
{
    const QString detail = errorText(answer);
    switch (answer.status) {
    case 200:
        return {};
    case 401:
        return miss(AnswerVerdict::TokenRefused, tokenRefused(detail));
    case 402:
        return miss(AnswerVerdict::Final, shopFrozen(detail));
    case 403:
        return miss(AnswerVerdict::Final, scopeMissing(scopeNamed(detail), detail));
    case 404:
        return miss(AnswerVerdict::Final, noSuchShop(context.host, detail));
    case 423:
        return miss(AnswerVerdict::Final, shopLocked(detail));
    case 429: {
        AnswerReading reading = miss(AnswerVerdict::Throttled, throttledTooLong(detail));
        reading.wait = retryAfter(answer);
        return reading;
    }
    case 430:
        return miss(AnswerVerdict::Suspicious, trafficSuspected(detail));
    default:
        break;
    }
    if (answer.status >= 300 && answer.status < 400)
        return miss(AnswerVerdict::Final,
            redirected(u"HTTP %1 to %2"_s.arg(answer.status).arg(QString::fromLatin1(answer.header("Location")))));
    if (answer.status >= 500)
        return miss(AnswerVerdict::NoAnswer, shopInTrouble(detail));
    return miss(AnswerVerdict::Final, unreadableAnswer(detail));
}

std::optional<CostReport> readCost(const QJsonObject &extensions)
{
    const QJsonObject cost = extensions.value("cost"_L1).toObject();
    const QJsonObject status = cost.value("throttleStatus"_L1).toObject();
    const double maximum = status.value("maximumAvailable"_L1).toDouble();
    if (maximum <= 0)
        return {};
    CostReport report{.requested = cost.value("requestedQueryCost"_L1).toDouble(),
        .maximum = maximum,
        .available = status.value("currentlyAvailable"_L1).toDouble(),
        .restorePerSecond = status.value("restoreRate"_L1).toDouble()};
    if (const QJsonValue actual = cost.value("actualQueryCost"_L1); actual.isDouble())
        report.actual = actual.toDouble();
    return report;
}

milliseconds refill(const std::optional<CostReport> &cost)
{
    if (!cost || cost->restorePerSecond <= 0)
        return milliseconds::zero();
    const double missing = std::min(cost->requested, cost->maximum) - cost->available;
    return milliseconds(qint64(std::max(0.0, missing) / cost->restorePerSecond * 1000) + 1);
}

AnswerReading readBody(const HttpAnswer &answer, const AnswerContext &context)
{
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(answer.body, &error);
    const QJsonObject root = json.object();
    if (!json.isObject() || (!root.contains("data"_L1) && !root.contains("errors"_L1)))
        return miss(AnswerVerdict::NoAnswer,
            unreadableAnswer(answer.body.isEmpty() ? u"empty body"_s
                                                   : u"%1 at %2: %3"_s.arg(error.errorString())
                                                         .arg(error.offset)
                                                         .arg(QString::fromUtf8(answer.body.left(120)).simplified())));
    const std::optional<CostReport> cost = readCost(root.value("extensions"_L1).toObject());
    AnswerReading reading;
    reading.cost = cost;
    const QJsonValue data = root.value("data"_L1);
    if (const GraphqlErrors errors = GraphqlErrors::read(root.value("errors"_L1)); !errors.isEmpty()) {
        reading.verdict = errors.verdict();
        reading.failure = errors.failure(context.document);
        if (reading.verdict == AnswerVerdict::Throttled)
            reading.wait = refill(cost);
        // A field of the answer that is there says that the mutation ran, whatever else went wrong.
        const QJsonObject fields = data.toObject();
        reading.failure.mayHaveHappened = context.isMutation
            && std::any_of(
                fields.constBegin(), fields.constEnd(), [](const QJsonValue &value) { return !value.isNull(); });
        return reading;
    }
    if (!data.isObject())
        return miss(AnswerVerdict::NoAnswer, unreadableAnswer(u"neither data nor errors"_s));
    reading.verdict = AnswerVerdict::Ok;
    reading.reply.data = data.toObject();
    reading.reply.actualCost = cost ? cost->actual.value_or(cost->requested) : 0;
    return reading;
}

AnswerReading read(const HttpAnswer &answer, const AnswerContext &context)
{
    if (auto reading = readEnd(answer, context))
        return *reading;
    if (auto reading = readStatus(answer, context))
        return *reading;
    const QString served = QString::fromLatin1(answer.header("X-Shopify-API-Version"));
    // A mutation answered in another version has still been executed; its answer counts. Reads tell on the version.
    if (!context.isMutation && !served.isEmpty() && served != context.apiVersion)
        return miss(AnswerVerdict::Final, versionNotServed(context.apiVersion, served));
    return readBody(answer, context);
}
} // namespace

AnswerReading readShopAnswer(const HttpAnswer &answer, const AnswerContext &context)
{
    AnswerReading reading = read(answer, context);
    const QString requestId = QString::fromLatin1(answer.header("X-Request-Id"));
    reading.reply.requestId = requestId;
    reading.failure.requestId = requestId;
    if (context.isMutation && (reading.verdict == AnswerVerdict::NoAnswer || answer.end == HttpEnd::Stopped))
        reading.failure.mayHaveHappened = true;
    return reading;
}

} // namespace Sync
