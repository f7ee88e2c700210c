#include "sync/checks/schemachecks.h"

#include "sync/checks/expectedindexes.h"
#include "sync/checks/remedies.h"
#include "sync/db/migrationrunner.h"
#include "sync/db/pgsession.h"
#include "sync/ports/stopwatch.h"

#include <QCoreApplication>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Checks", text);
}

constexpr qint64 MostClockDifferenceSeconds = 30;

CheckResult reachable(PgSession &session, const Clock &clock)
{
    const Stopwatch stopwatch(clock);
    const Result<PgRows> rows = session.execute(sql(u"checks/server"));
    if (!rows)
        return checkFailure(CheckStatus::Failed, rows.failure());
    const PgRow row = rows->first();
    const QStringList evidence{tr("PostgreSQL %1").arg(row.text(0)), tr("Size %1").arg(row.text(1)),
        tr("Answered in %1 ms").arg(stopwatch.elapsed().count()), u"synchronous_commit = %1"_s.arg(row.text(2))};
    if (row.boolean(4))
        return checkFailed(
            tr("The database can only be read."), tr("Nothing can be recorded, so nothing will be sent."), evidence);
    const qint64 difference = row.dateTime(3).secsTo(clock.now());
    if (qAbs(difference) > MostClockDifferenceSeconds)
        return checkAttention(
            tr("This computer's clock and the database's are %1 seconds apart.").arg(qAbs(difference)),
            tr("Times are taken from the database. Set this computer's clock."), evidence);
    return checkOk(tr("Connected to PostgreSQL %1.").arg(row.text(0)), evidence);
}

CheckResult migrationsApplied(PgSession &session)
{
    MigrationRunner runner(session, {.appliedBy = {}, .appVersion = {}});
    const Result<MigrationStatus> status = runner.status();
    if (!status)
        return checkFailure(CheckStatus::Failed, status.failure());
    if (status->isUpToDate())
        return checkOk(tr("The database is at version %1, the newest.").arg(status->current()));
    QStringList missing;
    for (const MigrationStatus::Entry &entry : status->entries)
        if (!entry.isApplied)
            missing += u"%1 %2"_s.arg(entry.version, 3, 10, QLatin1Char('0')).arg(entry.name);
    return checkFailed(tr("%1 migrations are not applied.").arg(status->pending()),
        tr("The database is older than this Syncdesk. Start the window again, or say \"syncdesk migrate up\"."),
        missing);
}

CheckResult indexesPresent(PgSession &session)
{
    const Result<QList<ExpectedIndex>> missing = missingIndexes(session);
    if (!missing)
        return checkFailure(CheckStatus::CouldNotCheck, missing.failure());
    if (missing->isEmpty())
        return checkOk(tr("Every index is there."));
    QStringList names;
    for (const ExpectedIndex &index : *missing)
        names += index.name;
    CheckResult result = checkAttention(
        tr("%1 indexes are missing.").arg(missing->size()), tr("Tables and runs are slower than they need be."), names);
    if (const Result<Remedy> remedy = previewRemedy(session, u"create-missing-indexes"_s))
        result.remedy = *remedy;
    return result;
}
} // namespace

QString DatabaseReachableCheck::id() const
{
    return u"database.reachable"_s;
}

QString DatabaseReachableCheck::name() const
{
    return tr("Database answers");
}

DatabaseCheck::Examination DatabaseReachableCheck::examination(const CheckContext &context) const
{
    return [&clock = std::as_const(*context.clock)](PgSession &session) { return reachable(session, clock); };
}

QString MigrationsAppliedCheck::id() const
{
    return u"database.migrations"_s;
}

QString MigrationsAppliedCheck::name() const
{
    return tr("Schema is up to date and unchanged");
}

DatabaseCheck::Examination MigrationsAppliedCheck::examination(const CheckContext &) const
{
    return migrationsApplied;
}

QString IndexesPresentCheck::id() const
{
    return u"database.indexes"_s;
}

QString IndexesPresentCheck::name() const
{
    return tr("Indexes are there");
}

DatabaseCheck::Examination IndexesPresentCheck::examination(const CheckContext &) const
{
    return indexesPresent;
}

} // namespace Sync
