#include "sync/jobs/push/pushjob.h"

#include "sync/api/isolated.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/common/typedname.h"
#include "sync/jobs/push/batchend.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/pushrun.h"
#include "sync/lease/writeguard.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

/// Names what is sent also where everything was asked for: going on after an interruption takes up nothing else.
QJsonObject scopeOf(const PushRequest &request, const QList<PushChange> &toSend)
{
    QJsonArray changes;
    for (const PushChange &change : toSend)
        changes += QString::number(change.id.value);
    return {
        {u"changes"_s, changes}, {u"sendFirst"_s, request.sendFirst}, {u"overrideBreaker"_s, request.overrideBreaker}};
}

/// What one call wrote and a later one wrote anew, like the 0 of a variant that then left a location, is there no more.
void takeOutOverwritten(QList<Operation> &operations)
{
    for (qsizetype i = 0; i < operations.size(); ++i)
        for (qsizetype later = i + 1; later < operations.size(); ++later) {
            if (operations.at(i).shopifyProduct != operations.at(later).shopifyProduct)
                continue;
            const ContentPatch &anew = operations.at(later).after;
            ContentPatch &written = operations[i].after;
            for (auto field = anew.product.keyBegin(); field != anew.product.keyEnd(); ++field)
                written.product.remove(*field);
            for (auto variant = anew.variants.cbegin(); variant != anew.variants.cend(); ++variant)
                for (auto field = variant->keyBegin(); field != variant->keyEnd(); ++field)
                    if (written.variants.contains(variant.key()))
                        written.variants[variant.key()].remove(*field);
        }
}

/// What can be compared with a later read, with what Shopify made of it in place of what was asked for.
QList<Operation> asAnswered(const QList<Operation> &confirmed)
{
    QList<Operation> answered;
    for (Operation operation : confirmed) {
        if (operation.kind == OperationKind::ProductDelete || operation.kind == OperationKind::VariantsDelete
            || !operation.returned)
            continue;
        operation.after = *operation.returned;
        answered += operation;
    }
    takeOutOverwritten(answered);
    return answered;
}

QString readsDifferently(const Operation &operation, const RemoteRead &read)
{
    const QString title = isolated(operation.title);
    if (judgeReadBack(operation, read) == ReadBack::NoEffect)
        return tr("%1 could not be checked: Shopify has answered that it is changed, and still shows what was there "
                  "before. The next pull tells what holds.")
            .arg(title);
    return tr("%1 reads back differently from what Shopify answered when it was sent.").arg(title);
}

/// Those that are decided on as when the run was allowed. What somebody has decided anew since then waits for a run
/// that looks at it first; this one gives it back.
QList<PushChange> asAllowed(const QList<PushChange> &claimed, const QList<PushChange> &allowed, QStringList &warnings)
{
    QHash<qint64, qsizetype> places;
    for (qsizetype i = 0; i < allowed.size(); ++i)
        places.insert(allowed.at(i).id.value, i);
    QList<PushChange> same;
    for (const PushChange &change : claimed) {
        const PushChange &before = allowed.at(places.value(change.id.value));
        if (change.type == before.type && change.fields == before.fields)
            same += change;
        else
            warnings
                += tr("%1 was decided on anew while the run began, and was not sent. It is still approved: send it "
                      "again.")
                       .arg(isolated(change.title));
    }
    return same;
}

QString notReadBack(const Failure &why)
{
    return tr("What was sent could not be checked by reading it back: %1 Shopify has answered that it is changed.")
        .arg(why.what);
}

} // namespace

QCoro::Task<Result<Done>> guardWrites(const ProtocolContext &context, QString shopNameTyped)
{
    if (context.settings.safeLevel == SafeLevel::ReadOnly)
        co_return Failure{FailureKind::Refused, tr("This shop is set to read-only."),
            tr("Nothing is sent to it from this desk."),
            tr("Choose another safe level at the top of the window if the shop may be changed.")};
    if (const Result<Done> typed = checkTypedName(context.settings, shopNameTyped); !typed)
        co_return typed.failure();
    co_return co_await refuseInMaintenance(context.leases);
}

PushJob::PushJob(ProtocolContext context, BreakerLimits limits, LeaseTimes lease)
    : m_context(context)
    , m_limits(limits)
    , m_reads(context.shop)
    , m_lease(context.leases, context.clock, lease)
{ }

QCoro::Task<Result<BatchReport>> PushJob::run(PushRequest request, std::stop_token stop)
{
    if (const Result<Done> may = co_await guardWrites(m_context, request.shopNameTyped); !may)
        co_return may.failure();
    const Result<Done> leased = co_await m_lease.take(m_context.settings.identity, m_context.operatorAtDesk);
    if (!leased)
        co_return leased.failure();
    const Result<BatchReport> report = co_await runLeased(request, stop);
    co_await m_lease.release();
    co_return report;
}

QCoro::Task<Result<SettleReport>> PushJob::settleUnknown(std::stop_token stop)
{
    const Result<Done> leased = co_await m_lease.take(m_context.settings.identity, m_context.operatorAtDesk);
    if (!leased)
        co_return leased.failure();
    OpenOperations open(m_context, m_reads, m_lease);
    const Result<SettleReport> report = co_await open.settle({}, stop);
    co_await m_lease.release();
    co_return report;
}

QCoro::Task<Result<BatchReport>> PushJob::runLeased(PushRequest request, std::stop_token stop)
{
    OpenOperations open(m_context, m_reads, m_lease);
    if (const Result<SettleReport> settled = co_await open.settle({}, stop); !settled)
        co_return settled.failure();
    Result<QList<PushChange>> changes = co_await approved(request);
    if (!changes)
        co_return changes.failure();
    ShopifyId location;
    if (std::any_of(changes->cbegin(), changes->cend(), setsStock)) {
        const Result<ShopifyId> only = co_await m_reads.onlyLocation(stop);
        if (!only)
            co_return only.failure();
        location = *only;
    }
    const QList<PushChange> toSend = request.sendFirst > 0 ? changes->mid(0, request.sendFirst) : *changes;
    co_return co_await runBatch(toSend, request, location, stop);
}

QCoro::Task<Result<QList<PushChange>>> PushJob::approved(PushRequest request)
{
    const Result<QList<PushChange>> changes = co_await m_context.journal.approvedChanges(request.changes);
    if (!changes)
        co_return changes.failure();
    if (changes->isEmpty())
        co_return Failure{FailureKind::Refused, tr("There is nothing approved to send."),
            tr("Shopify and the catalogue stay as they are."), tr("Approve changes in Review first.")};
    if (!request.overrideBreaker) {
        const Result<qint64> catalogue = co_await m_context.journal.linkedProducts();
        if (!catalogue)
            co_return catalogue.failure();
        if (const std::optional<Failure> held = breakerBefore(*changes, *catalogue, m_limits))
            co_return *held;
    }
    co_return *changes;
}

QCoro::Task<Result<BatchReport>> PushJob::runBatch(
    QList<PushChange> changes, PushRequest request, ShopifyId location, std::stop_token stop)
{
    const BatchOpening opening{.kind = BatchKind::Push,
        .scope = scopeOf(request, changes),
        .startedBy = m_context.operatorAtDesk,
        .total = changes.size()};
    const Result<BatchId> batch = co_await m_context.journal.openBatch(opening);
    if (!batch)
        co_return batch.failure();
    m_context.observer.batchStarted(*batch, BatchKind::Push);
    QList<ChangeId> ids;
    for (const PushChange &change : changes)
        ids += change.id;
    PushRun run(m_context, m_reads, m_lease, *batch, location, m_limits);
    const Result<QList<PushChange>> claimed = co_await m_context.journal.claim(*batch, ids, m_lease.epoch());
    if (!claimed)
        co_return co_await finish(*batch, run, claimed.failure());
    QStringList decidedAnew;
    changes = asAllowed(*claimed, changes, decidedAnew);
    m_context.observer.phaseStarted(Phase::Writing, changes.size());
    const Result<Done> sent = co_await run.send(changes, stop);
    Result<BatchReport> report = co_await finish(*batch, run, sent);
    if (!report)
        co_return report;
    report->warnings += decidedAnew;
    if (request.sendFirst == 0)
        co_return report;
    const QStringList differences = co_await verify(run.confirmed(), stop);
    report->warnings += differences;
    co_return report;
}

QCoro::Task<Result<BatchReport>> PushJob::finish(BatchId batch, const PushRun &run, Result<Done> sent)
{
    m_context.observer.phaseStarted(Phase::Recording, 0);
    const BatchEnd end{.batch = batch,
        .kind = BatchKind::Push,
        .counts = run.counts(),
        .conflicts = run.conflicts(),
        .warnings = run.warnings(),
        .done = sent};
    co_return co_await endBatch(m_context, m_lease.epoch(), end);
}

QCoro::Task<QStringList> PushJob::verify(QList<Operation> confirmed, std::stop_token stop)
{
    m_context.observer.phaseStarted(Phase::Verifying, confirmed.size());
    QList<ReadOperation> left;
    for (const Operation &operation : asAnswered(confirmed))
        left += ReadOperation{operation};
    const std::chrono::milliseconds shownBy = m_context.clock.monotonic() + m_context.times.readLag;
    bool mayLookAgain = true;
    while (!left.isEmpty() && mayLookAgain) {
        mayLookAgain = m_context.clock.monotonic() < shownBy;
        const Result<QList<ReadOperation>> different = co_await differing(left, stop);
        // It is sent and written down whatever a look at it says.
        if (!different)
            co_return QStringList{notReadBack(different.failure())};
        left = *different;
        m_context.observer.advanced(confirmed.size() - left.size());
        if (!left.isEmpty() && mayLookAgain)
            mayLookAgain = co_await m_context.clock.sleep(m_context.times.lookAgain, stop);
    }
    QStringList differences;
    for (const ReadOperation &one : left)
        differences += readsDifferently(one.operation, one.read);
    co_return differences;
}

QCoro::Task<Result<QList<PushJob::ReadOperation>>> PushJob::differing(
    QList<ReadOperation> operations, std::stop_token stop)
{
    QList<ReadOperation> different;
    for (ReadOperation one : operations) {
        // One read per operation: two of one product ask for different fields of it.
        const QList<FieldsWanted> wanted{fieldsOf(one.operation)};
        const auto reads = co_await m_reads.fields(wanted, stop);
        if (!reads)
            co_return reads.failure();
        one.read = reads->value(one.operation.shopifyProduct.value);
        if (one.read.gone || returnedFor(one.operation.after, one.read.content) != one.operation.after)
            different += one;
    }
    co_return different;
}

} // namespace Sync
