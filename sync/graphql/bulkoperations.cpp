#include "sync/graphql/bulkoperations.h"

#include "sync/graphql/costestimate.h"
#include "sync/graphql/shopfailures.h"
#include "sync/graphql/usererrors.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QLoggingCategory>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
Q_LOGGING_CATEGORY(lcBulk, "syncdesk.shop.bulk")

constexpr std::chrono::milliseconds FirstLook = 200ms;
constexpr std::chrono::milliseconds LongestBetweenLooks = 5s;
/// How long a pause may go unheard.
constexpr std::chrono::milliseconds LongestSleep = 1s;
/// How long an operation may wait for its turn, or run without getting on, before nobody waits for it any more. Shopify
/// itself ends those that take too long; this is for one that it has forgotten.
constexpr std::chrono::milliseconds LongestStandstill = 2h;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::BulkOperations", text);
}

std::optional<BulkStatus> statusFromWord(const QString &word)
{
    static const QHash<QString, BulkStatus> words{{u"CREATED"_s, BulkStatus::Created},
        {u"RUNNING"_s, BulkStatus::Running}, {u"CANCELING"_s, BulkStatus::Canceling},
        {u"COMPLETED"_s, BulkStatus::Completed}, {u"FAILED"_s, BulkStatus::Failed},
        {u"CANCELED"_s, BulkStatus::Canceled}, {u"EXPIRED"_s, BulkStatus::Expired}};
    const auto found = words.constFind(word);
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

/// UnsignedInt64 comes as a string.
qint64 count(const QJsonValue &value, qint64 missing)
{
    return value.isNull() || value.isUndefined() ? missing : value.toVariant().toLongLong();
}

QUrl address(const QJsonValue &value)
{
    return value.isString() ? QUrl(value.toString(), QUrl::StrictMode) : QUrl();
}

Failure operationsBusy(const QString &detail)
{
    return {.kind = FailureKind::Busy,
        .what = tr("Shopify is still working on another bulk operation of this app."),
        .meaning = tr("Only so many run at a time; nothing was started."),
        .remedy = tr("Wait for it to end, or stop the other program, then try again."),
        .detail = detail};
}

Failure endFailure(const BulkOperation &operation)
{
    const QString detail
        = u"%1 %2 after %3 objects"_s.arg(operation.id, operation.errorCode).arg(operation.objectCount);
    if (operation.errorCode == "ACCESS_DENIED"_L1)
        return scopeMissing({}, detail);
    if (operation.status == BulkStatus::Canceled)
        return {.kind = FailureKind::Refused,
            .what = tr("The bulk operation was cancelled in Shopify."),
            .meaning = tr("Somebody or another program ended it; what it had read is not used."),
            .remedy = tr("Start again."),
            .detail = detail};
    if (operation.status == BulkStatus::Expired)
        return {.kind = FailureKind::ShopAnswer,
            .what = tr("Shopify's result is no longer kept."),
            .meaning = tr("Results are kept for seven days."),
            .remedy = tr("Start again."),
            .detail = detail};
    return {.kind = FailureKind::ShopUnreachable,
        .what = tr("Shopify could not finish the bulk operation."),
        .meaning = tr("What it had read is not complete and is not used."),
        .remedy = tr("Start again in a few minutes."),
        .detail = detail};
}

Failure neverEnds(const BulkOperation &operation)
{
    return {.kind = FailureKind::ShopUnreachable,
        .what = tr("Shopify has not got on with the bulk operation for two hours."),
        .meaning = tr("It was cancelled; what it had read is not complete and is not used."),
        .remedy = tr("Start again later."),
        .detail = u"%1 stands at %2 objects"_s.arg(operation.id).arg(operation.objectCount)};
}

/// The id of the operation a start returned, or why there is none.
Result<QString> startedId(const ShopReply &reply, const QString &mutation)
{
    const Result<UserErrors> errors = UserErrors::read(reply.data, mutation);
    if (!errors)
        return errors.failure();
    if (!errors->isEmpty()) {
        const Failure failure = errors->failure(reply.requestId);
        if (errors->hasCode(u"OPERATION_IN_PROGRESS") || errors->hasCode(u"LIMIT_REACHED"))
            return operationsBusy(failure.detail);
        return failure;
    }
    const QString id = reply.data.value(mutation)["bulkOperation"_L1]["id"_L1].toString();
    if (id.isEmpty())
        return unreadableAnswer(u"no bulk operation came back"_s);
    return id;
}
} // namespace

bool BulkOperation::hasEnded() const
{
    return status >= BulkStatus::Completed;
}

std::optional<BulkOperation> BulkOperation::read(const QJsonObject &json)
{
    const std::optional<BulkStatus> status = statusFromWord(json.value("status"_L1).toString());
    const QString id = json.value("id"_L1).toString();
    if (!status || id.isEmpty())
        return {};
    return BulkOperation{.id = id,
        .status = *status,
        .errorCode = json.value("errorCode"_L1).toString(),
        .objectCount = count(json.value("objectCount"_L1), 0),
        .rootObjectCount = count(json.value("rootObjectCount"_L1), 0),
        .fileSize = count(json.value("fileSize"_L1), -1),
        .url = address(json.value("url"_L1)),
        .partialDataUrl = address(json.value("partialDataUrl"_L1)),
        .document = json.value("query"_L1).toString(),
        .createdAt = QDateTime::fromString(json.value("createdAt"_L1).toString(), Qt::ISODate).toUTC()};
}

QCoro::Task<Result<BulkOperation>> BulkOperations::runQuery(QString query, Progress progress, std::stop_token stop)
{
    const Result<QString> id = co_await startQuery(query, stop);
    if (!id)
        co_return id.failure();
    co_return co_await wait(*id, progress, stop);
}

QCoro::Task<Result<QString>> BulkOperations::startQuery(QString query, std::stop_token stop)
{
    const ShopRequest request{.document = u"bulk_start"_s,
        .variables = {{u"query"_s, query}},
        .isMutation = true,
        .cost = CostEstimate::bulkOperation()};
    Result<ShopReply> reply = co_await m_shop.execute(request, stop);
    // A query that was started unseen changes nothing; at worst it runs beside ours.
    if (!reply && reply.failure().mayHaveHappened && !stop.stop_requested())
        reply = co_await m_shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    co_return startedId(*reply, u"bulkOperationRunQuery"_s);
}

QCoro::Task<Result<QString>> BulkOperations::startMutation(
    QString mutation, QString stagedUploadPath, std::stop_token stop, std::optional<ShopDeparture> departure)
{
    const ShopRequest request{.document = u"bulk_mutation_start"_s,
        .variables = {{u"mutation"_s, mutation}, {u"stagedUploadPath"_s, stagedUploadPath}},
        .isMutation = true,
        .cost = CostEstimate::bulkOperation(),
        .departure = departure};
    const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    const Result<QString> id = startedId(*reply, u"bulkOperationRunMutation"_s);
    if (id || id.failure().kind != FailureKind::ShopAnswer)
        co_return id;
    // What was answered cannot be read: it may run.
    Failure failure = id.failure();
    failure.mayHaveHappened = true;
    co_return failure;
}

QCoro::Task<Result<BulkOperation>> BulkOperations::wait(QString id, Progress progress, std::stop_token stop)
{
    std::chrono::milliseconds pause = FirstLook;
    std::optional<BulkOperation> before;
    std::chrono::milliseconds standsStill{0};
    while (true) {
        const Result<BulkOperation> seen = co_await look(id, stop);
        if (stop.stop_requested()) {
            // Best effort: a query nobody waits for ends by itself and changes nothing.
            (void)co_await cancel(id);
            co_return stopped();
        }
        if (!seen)
            co_return seen.failure();
        if (progress)
            progress(*seen);
        if (seen->status == BulkStatus::Completed)
            co_return *seen;
        if (seen->hasEnded())
            co_return endFailure(*seen);
        standsStill = before == *seen ? standsStill : std::chrono::milliseconds::zero();
        if (standsStill >= LongestStandstill) {
            (void)co_await cancel(id);
            co_return neverEnds(*seen);
        }
        before = *seen;
        standsStill += pause;
        const Result<Done> slept = co_await sleep(pause, stop);
        if (!slept && !stop.stop_requested()) {
            (void)co_await cancel(id);
            co_return slept.failure();
        }
        pause = std::min<std::chrono::milliseconds>(pause * 3 / 2, LongestBetweenLooks);
    }
}

QCoro::Task<Result<Done>> BulkOperations::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    while (duration > std::chrono::milliseconds::zero() && !stop.stop_requested()) {
        const std::chrono::milliseconds part = std::min(duration, LongestSleep);
        co_await m_clock.sleep(part, stop);
        duration -= part;
        if (!m_between)
            continue;
        const Result<Done> passed = co_await m_between(stop);
        if (!passed)
            co_return passed.failure();
    }
    co_return Done{};
}

QCoro::Task<Result<BulkOperation>> BulkOperations::look(QString id, std::stop_token stop)
{
    const ShopRequest request{.document = u"bulk_status"_s, .variables = {{u"id"_s, id}}, .cost = 1};
    const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    const std::optional<BulkOperation> operation
        = BulkOperation::read(reply->data.value("bulkOperation"_L1).toObject());
    if (!operation)
        co_return Failure{.kind = FailureKind::NotFound,
            .what = tr("Shopify does not know the bulk operation any more."),
            .meaning = tr("Its result cannot be used."),
            .remedy = tr("Start again."),
            .detail = id,
            .requestId = reply->requestId};
    co_return *operation;
}

QCoro::Task<Result<QList<BulkOperation>>> BulkOperations::recent(std::stop_token stop)
{
    const ShopRequest request{.document = u"bulk_recent"_s, .cost = CostEstimate::bulkOperationsRead()};
    const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
    if (!reply)
        co_return reply.failure();
    const QJsonValue nodes = reply->data.value("bulkOperations"_L1)["nodes"_L1];
    if (!nodes.isArray())
        co_return unreadableAnswer(u"no list of bulk operations came back"_s);
    QList<BulkOperation> operations;
    for (const QJsonValue &node : nodes.toArray())
        if (const std::optional<BulkOperation> operation = BulkOperation::read(node.toObject()))
            operations += *operation;
    co_return operations;
}

QCoro::Task<Result<Done>> BulkOperations::cancel(QString id)
{
    const ShopRequest request{.document = u"bulk_cancel"_s,
        .variables = {{u"id"_s, id}},
        .isMutation = true,
        .cost = CostEstimate::bulkOperation()};
    const Result<ShopReply> reply = co_await m_shop.execute(request, std::stop_token());
    if (!reply) {
        qCWarning(lcBulk, "cancelling %s: %s", qUtf8Printable(id), qUtf8Printable(reply.failure().detail));
        co_return reply.failure();
    }
    co_return Done{};
}

} // namespace Sync
