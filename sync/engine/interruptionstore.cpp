#include "sync/engine/interruptionstore.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/engine/abandonedbatches.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/pull/unfinishedpull.h"
#include "sync/jobs/rollback/rollbackscope.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Engine)
};

Failure notWaiting(BatchId batch)
{
    return {FailureKind::NotFound, Words::tr("Run %1 does not wait for a decision.").arg(batch.value),
        Words::tr("It came to its end, or somebody has decided about it; nothing was started."),
        Words::tr("Look in History what became of it.")};
}

Failure notResumable(BatchId batch)
{
    return {FailureKind::Refused, Words::tr("Run %1 cannot be gone on with.").arg(batch.value),
        Words::tr("Nothing of it is left to do, or what it was about was not kept; nothing was started."),
        Words::tr("Start what is wanted anew, or leave it as it is.")};
}

/// A row of interruptions/waiting.
struct Cut
{
    Interruption shown;
    BatchId rollsBack;
    QJsonObject scope;
};

/// Versions before this one counted the products that a pull named, and kept none of them.
bool isWholePull(const QJsonObject &scope)
{
    const QJsonValue products = scope.value("products"_L1);
    return products.isUndefined() || products.isArray();
}

/// The same time again, as far as it was over: what was recorded since is none of this replay's, and what holds already
/// it skips.
std::optional<ReplayRequest> replayOf(const Cut &cut)
{
    const auto time = [&cut](const QString &name) {
        return QDateTime::fromString(cut.scope.value(name).toString(), Qt::ISODateWithMs);
    };
    const QDateTime from = time(u"from"_s);
    const QDateTime to = time(u"to"_s);
    if (!from.isValid() || !to.isValid())
        return {};
    return ReplayRequest{.from = from,
        .to = std::min(to, cut.shown.startedAt),
        .replayConflicts = cut.scope.value("replayConflicts"_L1).toBool()};
}

Cut cutIn(const PgRow &row)
{
    Cut cut{.shown = {.batch = {row.int64(0)},
                .kind = fromWord<BatchKind>(row.text(1)).value_or(BatchKind::Pull),
                .startedBy = row.text(3),
                .desk = row.text(4),
                .startedAt = row.dateTime(5),
                .total = row.int64(6),
                .written = row.int64(9),
                .unsettled = row.int64(10),
                .whyUnsettled = row.text(13),
                .remaining = row.int64(11),
                .isSettled = row.boolean(12) || row.text(2) == u"interrupted",
                .hasEnded = row.boolean(12)},
        .rollsBack = {row.int64(7)},
        .scope = row.json(8).object()};
    Interruption &shown = cut.shown;
    switch (shown.kind) {
    case BatchKind::Pull:
        shown.canResume = isWholePull(cut.scope);
        break;
    case BatchKind::Rollback:
        shown.canResume = cut.rollsBack.isValid();
        break;
    case BatchKind::Replay:
        shown.canResume = replayOf(cut).has_value();
        break;
    default:
        shown.canResume = shown.remaining > 0;
        break;
    }
    shown.canRollBack = shown.isSettled && (shown.written > 0 || shown.unsettled > 0);
    return cut;
}

Result<QList<Cut>> waiting(PgSession &session, BatchId batch, const Operator &who)
{
    auto rows = session.execute(sql(u"interruptions/waiting"), {{u"desk", who.desk}, {u"batch", batch}});
    if (!rows)
        return rows.failure();
    QList<Cut> cuts;
    for (const PgRow row : *rows)
        if (Cut cut = cutIn(row); cut.shown.isSettled || !isDeskAlive(cut.shown.desk))
            cuts += std::move(cut);
    return cuts;
}

/// Taken up at its byte where that is still known, else asked for anew.
Result<PullRequest> pullOf(PgSession &session, BatchId batch, const QJsonObject &scope)
{
    const auto unfinished = readUnfinishedPull(session);
    if (!unfinished)
        return unfinished.failure();
    if (*unfinished && (*unfinished)->batch == batch)
        return PullRequest{.resume = true};
    return pullRequest(scope);
}

/// What it was started with, and not what was approved since.
Result<QList<ChangeId>> selectionOf(PgSession &session, BatchId batch)
{
    const auto rows = session.execute(sql(u"interruptions/selection"), {{u"batch", batch}});
    if (!rows)
        return rows.failure();
    if (rows->isEmpty()) // an empty list would mean all
        return notResumable(batch);
    QList<ChangeId> changes;
    for (const PgRow row : *rows)
        changes += ChangeId{row.int64(0)};
    return changes;
}

PushRequest pushOf(const QJsonObject &scope, const QList<ChangeId> &changes)
{
    return {.changes = changes,
        .sendFirst = scope.value("sendFirst"_L1).toInt(),
        // Whoever started it has looked and chosen to go on.
        .overrideBreaker = scope.value("overrideBreaker"_L1).toBool()};
}

} // namespace

Result<QList<Interruption>> listInterruptions(PgSession &session, const Operator &who)
{
    const auto cuts = waiting(session, {}, who);
    if (!cuts)
        return cuts.failure();
    QList<Interruption> list;
    for (const Cut &cut : *cuts)
        list += cut.shown;
    return list;
}

Result<Resumption> resumptionOf(PgSession &session, BatchId batch, const Operator &who)
{
    const auto cuts = waiting(session, batch, who);
    if (!cuts)
        return cuts.failure();
    if (!batch.isValid() || cuts->isEmpty())
        return notWaiting(batch);
    const Cut &cut = cuts->constFirst();
    if (!cut.shown.canResume)
        return notResumable(batch);
    switch (cut.shown.kind) {
    case BatchKind::Pull: {
        const auto request = pullOf(session, batch, cut.scope);
        if (!request)
            return request.failure();
        return Resumption{*request, cut.shown.desk};
    }
    case BatchKind::Apply:
    case BatchKind::Push: {
        const auto changes = selectionOf(session, batch);
        if (!changes)
            return changes.failure();
        if (cut.shown.kind == BatchKind::Push)
            return Resumption{pushOf(cut.scope, *changes), cut.shown.desk};
        return Resumption{ApplyRequest{.changes = *changes}, cut.shown.desk};
    }
    case BatchKind::Rollback:
        if (const auto request = rollbackOfScope(cut.rollsBack, cut.scope))
            return Resumption{*request, cut.shown.desk};
        break;
    case BatchKind::Replay:
        if (const auto request = replayOf(cut))
            return Resumption{*request, cut.shown.desk};
        break;
    case BatchKind::Compare:
        break;
    }
    return notResumable(batch);
}

Result<Done> decideInterruption(PgSession &session, BatchId batch, InterruptionChoice choice, const Operator &who)
{
    const QString word = choice == InterruptionChoice::Resumed ? u"resumed"_s : u"left"_s;
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<Done> {
        auto decided = inTransaction.execute(
            sql(u"interruptions/decide"), {{u"batch", batch}, {u"choice", word}, {u"operator", who.name}});
        if (!decided)
            return decided.failure();
        auto audited = inTransaction.execute(sql(u"batch/audit"),
            {{u"operator", who.name}, {u"action", u"interruption"_s}, {u"subject", u"batch %1"_s.arg(batch.value)},
                {u"details", QJsonObject{{u"choice"_s, word}}}});
        if (!audited)
            return audited.failure();
        return BatchLedger::announce(inTransaction, ChangeChannel::History, batch);
    });
}

} // namespace Sync
