#include "sync/schedules/schedulestore.h"

#include "sync/api/isolated.h"
#include "sync/api/vocabulary.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/schedules/nextrun.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How soon is tried again what failed for a passing reason.
constexpr std::chrono::seconds soon = 10min;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Schedules)
};

Failure unusable(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, Words::tr("The schedule was not saved."), remedy};
}

Failure gone()
{
    return {FailureKind::NotFound, Words::tr("There is no such schedule any more."),
        Words::tr("Somebody has removed it; nothing was changed."), Words::tr("Look at the list again.")};
}

/// The columns that the lists share.
Schedule scheduleIn(const PgRow &row)
{
    return {.id = {row.int64(0)},
        .name = row.text(1),
        .action = scheduleActionOf(row.text(2)).value_or(ScheduleAction::PullChanged),
        .at = QTime::fromString(row.text(3), u"HH:mm"_s),
        .everyMinutes = row.int32(4),
        .days = Weekdays::fromInt(row.int32(5)),
        .timeZone = row.text(6),
        .startsAt = row.dateTime(7),
        .isEnabled = row.boolean(8)};
}

ScheduleRow rowIn(const PgRow &row)
{
    ScheduleRow read{.schedule = scheduleIn(row), .nextRun = row.dateTime(9), .runningOn = row.text(10)};
    if (const auto outcome = scheduleOutcomeOf(row.text(11)))
        read.last = ScheduleRun{.schedule = read.schedule.id,
            .name = read.schedule.name,
            .action = read.schedule.action,
            .outcome = *outcome,
            .message = row.text(12),
            .batch = {row.int64(13)},
            .endedAt = row.dateTime(14)};
    return read;
}

std::optional<Failure> fault(const Schedule &schedule)
{
    if (schedule.name.isEmpty() || schedule.name.size() > Schedule::longestName)
        return unusable(Words::tr("A schedule needs a name, of %1 characters at most.").arg(Schedule::longestName),
            Words::tr("Give it one."));
    if (!schedule.days)
        return unusable(Words::tr("A schedule needs a day of the week."), Words::tr("Choose one or more."));
    if (schedule.isInterval() ? schedule.at.isValid() : !schedule.at.isValid())
        return unusable(
            Words::tr("A schedule has either a time of day or an interval."), Words::tr("Choose one of them."));
    if (schedule.isInterval()
        && (schedule.everyMinutes < Schedule::fewestMinutes || schedule.everyMinutes > Schedule::mostMinutes))
        return unusable(Words::tr("An interval lasts from %1 minutes to a day.").arg(Schedule::fewestMinutes),
            Words::tr("Choose another, or a time of day."));
    if (!QTimeZone(schedule.timeZone.toLatin1()).isValid())
        return unusable(Words::tr("The time zone “%1” is not known here.").arg(isolated(schedule.timeZone.left(60))),
            Words::tr("Name one like “Europe/Berlin”."));
    return std::nullopt;
}

PgParameters parametersOf(const Schedule &schedule, const QDateTime &now, const Operator &by)
{
    const std::optional<QString> at
        = schedule.isInterval() ? std::nullopt : std::optional(schedule.at.toString(u"HH:mm"_s));
    const std::optional<int> every
        = schedule.isInterval() ? std::optional(schedule.everyMinutes) : std::optional<int>();
    return {{u"name", schedule.name}, {u"action", toWord(schedule.action)}, {u"at", at}, {u"every", every},
        {u"days", int(schedule.days)}, {u"zone", schedule.timeZone}, {u"starts", schedule.startsAt},
        {u"enabled", schedule.isEnabled}, {u"next", nextRun(schedule, now)}, {u"operator", by.name}};
}

Result<Done> audit(PgSession &session, const QString &action, const Schedule &schedule, const Operator &by)
{
    const QJsonObject details{
        {u"name"_s, schedule.name}, {u"action"_s, toWord(schedule.action)}, {u"enabled"_s, schedule.isEnabled}};
    auto audited = session.execute(sql(u"batch/audit"),
        {{u"operator", by.name}, {u"action", action}, {u"subject", u"schedule %1"_s.arg(schedule.id.value)},
            {u"details", details}});
    if (!audited)
        return audited.failure();
    return Done{};
}

Result<Schedule> locked(PgSession &session, ScheduleId id)
{
    auto rows = session.execute(sql(u"schedules/lock"), {{u"id", id}});
    if (!rows)
        return rows.failure();
    if (rows->isEmpty())
        return gone();
    return scheduleIn(rows->first());
}

/// Why nothing may run now, if nothing may.
Result<Done> refuseInMaintenance(PgSession &session)
{
    auto maintenance = session.execute(sql(u"lease/maintenance"));
    if (!maintenance)
        return maintenance.failure();
    if (maintenance->isEmpty() || !maintenance->first().boolean(0))
        return Done{};
    return Failure{FailureKind::Refused,
        Words::tr("Maintenance mode is on: %1").arg(isolated(maintenance->first().text(1))),
        Words::tr("What is due by schedule waits and is caught up once when it ends."),
        Words::tr("Switch maintenance mode off when the work is done.")};
}

Result<ScheduleClaim> claimLocked(PgSession &session, const Schedule &schedule, const QString &desk)
{
    auto claimed = session.execute(sql(u"schedules/claim"),
        {{u"id", schedule.id}, {u"desk", desk}, {u"milliseconds", qint64(claimLasts.count())}});
    if (!claimed)
        return claimed.failure();
    if (claimed->isEmpty())
        return Failure{FailureKind::Busy, Words::tr("“%1” is running already.").arg(isolated(schedule.name)),
            Words::tr("It was not started a second time."), Words::tr("Wait for its end.")};
    ScheduleClaim claim{schedule, claimed->first().dateTime(0)};
    if (schedule.action == ScheduleAction::Push) {
        auto approved = session.execute(sql(u"schedules/approved_to_send"));
        if (!approved)
            return approved.failure();
        claim.hasWork = approved->first().boolean(0);
        auto cut = session.execute(sql(u"schedules/undecided_push"));
        if (!cut)
            return cut.failure();
        if (!cut->isEmpty())
            claim.undecided = BatchId{cut->first().int64(0)};
    }
    return claim;
}

/// The batch that tells of a run: its own, or one made for what never came to one.
Result<BatchId> batchOf(PgSession &session, const ScheduleClaim &claim, const ScheduleRun &run, const QString &desk)
{
    if (run.batch.isValid() || run.outcome == ScheduleOutcome::NothingToDo)
        return run.batch;
    const QString startedBy = startedBySchedule(claim.schedule.name);
    auto opened = session.execute(
        sql(u"schedules/batch_since"), {{u"desk", desk}, {u"started_by", startedBy}, {u"since", claim.since}});
    if (!opened)
        return opened.failure();
    if (const qint64 batch = opened->first().int64(0); batch > 0)
        return BatchId{batch};
    auto told = session.execute(sql(u"schedules/last_told"), {{u"id", run.schedule}});
    if (!told)
        return told.failure();
    if (!told->isEmpty() && told->first().text(0) == toWord(run.outcome) && told->first().text(1) == run.message)
        return BatchId();
    const BatchKind kind = run.action == ScheduleAction::Push ? BatchKind::Push : BatchKind::Pull;
    auto recorded = session.execute(sql(u"schedules/record_refusal"),
        {{u"kind", toWord(kind)}, {u"schedule", run.schedule}, {u"started_by", startedBy}, {u"desk", desk},
            {u"message", run.message}});
    if (!recorded)
        return recorded.failure();
    const BatchId batch{recorded->first().int64(0)};
    auto announced = session.execute(
        sql(u"batch/announce"), {{u"channel", u"syncdesk_history"_s}, {u"payload", QString::number(batch.value)}});
    if (!announced)
        return announced.failure();
    return batch;
}

} // namespace

QString startedBySchedule(const QString &name)
{
    return Words::tr("Schedule “%1”").arg(name);
}

Result<QList<ScheduleRow>> listSchedules(PgSession &session)
{
    auto rows = session.execute(sql(u"schedules/list"));
    if (!rows)
        return rows.failure();
    QList<ScheduleRow> list;
    for (const PgRow row : *rows)
        list += rowIn(row);
    return list;
}

Result<ScheduleId> saveSchedule(PgSession &session, Schedule schedule, const QDateTime &now, const Operator &by)
{
    schedule.name = schedule.name.simplified();
    if (!schedule.startsAt.isValid())
        schedule.startsAt = now;
    if (const auto wrong = fault(schedule))
        return *wrong;
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<ScheduleId> {
        auto taken
            = inTransaction.execute(sql(u"schedules/name_taken"), {{u"name", schedule.name}, {u"id", schedule.id}});
        if (!taken)
            return taken.failure();
        if (taken->first().boolean(0))
            return unusable(Words::tr("There is another schedule named “%1”.").arg(isolated(schedule.name)),
                Words::tr("Give this one a name of its own."));
        PgParameters parameters = parametersOf(schedule, now, by);
        const bool isNew = !schedule.id.isValid();
        if (!isNew)
            parameters.emplace_back(u"id", schedule.id);
        auto saved = inTransaction.execute(isNew ? sql(u"schedules/insert") : sql(u"schedules/update"), parameters);
        if (!saved)
            return saved.failure();
        if (saved->isEmpty())
            return gone();
        Schedule kept = schedule;
        kept.id = {saved->first().int64(0)};
        if (const auto noted = audit(inTransaction, u"schedule-save"_s, kept, by); !noted)
            return noted.failure();
        return kept.id;
    });
}

Result<Done> removeSchedule(PgSession &session, ScheduleId id, const Operator &by)
{
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<Done> {
        auto removed = inTransaction.execute(sql(u"schedules/remove"), {{u"id", id}});
        if (!removed)
            return removed.failure();
        if (removed->isEmpty())
            return gone();
        return audit(inTransaction, u"schedule-remove"_s, {.id = id, .name = removed->first().text(0)}, by);
    });
}

Result<Done> enableSchedule(PgSession &session, ScheduleId id, bool enabled, const QDateTime &now, const Operator &by)
{
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<Done> {
        Result<Schedule> schedule = locked(inTransaction, id);
        if (!schedule)
            return schedule.failure();
        schedule->isEnabled = enabled;
        auto switched = inTransaction.execute(sql(u"schedules/enable"),
            {{u"id", id}, {u"enabled", enabled}, {u"next", nextRun(*schedule, now)}, {u"operator", by.name}});
        if (!switched)
            return switched.failure();
        return audit(inTransaction, u"schedule-switch"_s, *schedule, by);
    });
}

Result<std::optional<ScheduleClaim>> claimDue(PgSession &session, const QDateTime &now, const QString &desk)
{
    using Claim = std::optional<ScheduleClaim>;
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<Claim> {
        auto due = inTransaction.execute(sql(u"schedules/due"), {{u"now", now}});
        if (!due)
            return due.failure();
        if (due->isEmpty())
            return Claim();
        if (const auto may = refuseInMaintenance(inTransaction); !may)
            return may.failure();
        const Result<ScheduleClaim> claim = claimLocked(inTransaction, scheduleIn(due->first()), desk);
        return claim ? Result<Claim>(Claim(*claim)) : claim.failure();
    });
}

Result<ScheduleClaim> claimSchedule(PgSession &session, ScheduleId id, const QString &desk)
{
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<ScheduleClaim> {
        const Result<Schedule> schedule = locked(inTransaction, id);
        if (!schedule)
            return schedule.failure();
        if (const auto may = refuseInMaintenance(inTransaction); !may)
            return may.failure();
        return claimLocked(inTransaction, *schedule, desk);
    });
}

Result<Done> renewClaim(PgSession &session, ScheduleId id, const QString &desk)
{
    auto renewed = session.execute(
        sql(u"schedules/renew"), {{u"id", id}, {u"desk", desk}, {u"milliseconds", qint64(claimLasts.count())}});
    if (!renewed)
        return renewed.failure();
    return Done{};
}

Result<Done> releaseClaim(PgSession &session, ScheduleId id, const QString &desk)
{
    auto released = session.execute(sql(u"schedules/release"), {{u"id", id}, {u"desk", desk}});
    if (!released)
        return released.failure();
    return Done{};
}

Result<ScheduleRun> finishRun(
    PgSession &session, const ScheduleClaim &claim, ScheduleRun run, NextTry next, const QString &desk)
{
    return PgTransaction::run(session, [&](PgSession &inTransaction) -> Result<ScheduleRun> {
        ScheduleRun kept = run;
        auto rows = inTransaction.execute(sql(u"schedules/lock"), {{u"id", kept.schedule}});
        if (!rows)
            return rows.failure();
        const Result<BatchId> batch = batchOf(inTransaction, claim, kept, desk);
        if (!batch)
            return batch.failure();
        kept.batch = *batch;
        if (rows->isEmpty()) // removed while it ran
            return kept;
        const Schedule schedule = scheduleIn(rows->first());
        QDateTime due = rows->first().dateTime(9);
        if (due <= kept.endedAt)
            due = nextRun(schedule, kept.endedAt);
        if (next == NextTry::Soon)
            due = std::min(due, kept.endedAt.addSecs(soon.count()));
        auto finished = inTransaction.execute(sql(u"schedules/finish"),
            {{u"id", kept.schedule}, {u"outcome", toWord(kept.outcome)}, {u"message", kept.message},
                {u"batch", kept.batch}, {u"ended", kept.endedAt}, {u"next", due}, {u"desk", desk}});
        if (!finished)
            return finished.failure();
        return kept;
    });
}

} // namespace Sync
