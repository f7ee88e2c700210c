#include "sync/db/migrationrunner.h"

#include "sync/db/pgtransaction.h"

#include <QCoreApplication>
#include <QLocale>
#include <QScopeGuard>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::MigrationRunner)
};

Failure notOurs(const QString &database, qint64 tables)
{
    return {FailureKind::DatabaseForeign,
        Words::tr("The database \"%1\" already holds %n table(s) that Syncdesk did not make.", nullptr,
            static_cast<int>(std::min<qint64>(tables, std::numeric_limits<int>::max())))
            .arg(database),
        Words::tr("Nothing was changed, because it may belong to another program or to the former sync system."),
        Words::tr("Name an empty database for Syncdesk, in DATABASE_URL or in the profile.")};
}

Failure newer(const QString &database, const AppliedMigration &last)
{
    return {FailureKind::DatabaseForeign,
        Words::tr("The database \"%1\" was upgraded to version %2 by Syncdesk %3 on %4.")
            .arg(database)
            .arg(last.version)
            .arg(last.appVersion, QLocale().toString(last.appliedAt.toLocalTime().date(), QLocale::ShortFormat)),
        Words::tr("This older Syncdesk would not understand what it holds; nothing was changed."),
        Words::tr("Update Syncdesk on this computer.")};
}

Failure edited(const QString &database, const AppliedMigration &applied)
{
    return {FailureKind::DatabaseForeign,
        Words::tr("The database \"%1\" was built by another variant of step %2 (%3) than this Syncdesk has.")
            .arg(database)
            .arg(applied.version)
            .arg(applied.name),
        Words::tr("Its tables may differ from what is expected; nothing was changed."),
        Words::tr("Install the Syncdesk that built it, or restore a backup made with this one."),
        u"the checksum of migration %1 differs"_s.arg(applied.version)};
}

Failure incomplete(const QString &database, int version)
{
    return {FailureKind::DatabaseForeign,
        Words::tr("The record of how the database \"%1\" was built lacks step %2.").arg(database).arg(version),
        Words::tr("Its tables may differ from what is expected; nothing was changed."),
        Words::tr("Have the last backup restored, or ask whoever changed the database.")};
}

Failure otherDesk(Failure failure)
{
    failure.kind = FailureKind::Busy;
    failure.what = Words::tr("Another desk is upgrading this database right now.");
    failure.meaning = Words::tr("Nothing was changed by this one.");
    failure.remedy = Words::tr("Try again in a minute.");
    return failure;
}

Failure stepFailed(Failure failure, const Migration &migration)
{
    failure.detail = u"migration %1 %2: "_s.arg(migration.version).arg(migration.name) + failure.detail;
    failure.meaning
        = Words::tr("The database is as it was before step %1 (%2).").arg(migration.version).arg(migration.name);
    return failure;
}

} // namespace

MigrationRunner::MigrationRunner(PgSession &session, Options options)
    : m_session(session)
    , m_options(std::move(options))
{ }

Result<QList<AppliedMigration>> MigrationRunner::readApplied()
{
    const auto rows = m_session.execute(sql(u"migrations/applied"));
    if (!rows)
        return rows.failure();
    QList<AppliedMigration> applied;
    for (const PgRow row : *rows)
        applied += {row.int32(0), row.text(1), row.text(2), row.dateTime(3), row.text(4), row.text(5)};
    return applied;
}

Result<MigrationRunner::State> MigrationRunner::readState()
{
    auto known = loadMigrations(m_options.folder);
    if (!known)
        return known.failure();
    const auto inventory = m_session.execute(sql(u"migrations/inventory"));
    if (!inventory)
        return inventory.failure();
    State state{std::move(known).value(), {}, inventory->first().int64(1)};
    if (inventory->first().boolean(0)) {
        auto applied = readApplied();
        if (!applied)
            return applied.failure();
        state.applied = *applied;
    } else if (state.tables > 0) {
        return notOurs(m_session.context({}).database, state.tables);
    }
    if (auto verified = verify(state); !verified)
        return verified.failure();
    return state;
}

Result<Done> MigrationRunner::verify(const State &state) const
{
    const QString database = m_session.context({}).database;
    if (!state.applied.isEmpty() && state.applied.constLast().version > state.known.constLast().version)
        return newer(database, state.applied.constLast());
    for (qsizetype i = 0; i < state.applied.size(); ++i) {
        if (state.applied.at(i).version != state.known.at(i).version)
            return incomplete(database, state.known.at(i).version);
        if (state.applied.at(i).checksum != state.known.at(i).checksum())
            return edited(database, state.applied.at(i));
    }
    return Done{};
}

Result<MigrationStatus> MigrationRunner::status()
{
    const auto state = readState();
    if (!state)
        return state.failure();
    MigrationStatus status;
    for (qsizetype i = 0; i < state->known.size(); ++i) {
        const Migration &migration = state->known.at(i);
        MigrationStatus::Entry entry{migration.version, migration.name, i < state->applied.size(), {}, {}, {}};
        if (entry.isApplied) {
            entry.appliedAt = state->applied.at(i).appliedAt;
            entry.appliedBy = state->applied.at(i).appliedBy;
            entry.appVersion = state->applied.at(i).appVersion;
        }
        status.entries += entry;
    }
    return status;
}

Result<Done> MigrationRunner::lock()
{
    const auto limit = [this](std::chrono::milliseconds wait) {
        return m_session.execute(sql(u"migrations/limit_wait"), {{u"milliseconds", QString::number(wait.count())}});
    };
    if (auto limited = limit(m_options.waitForOtherDesk); !limited)
        return limited.failure();
    const auto taken = m_session.execute(sql(u"migrations/lock"));
    // The limit is for the other desk only: a migration may have to wait longer for a big table.
    const auto unlimited = limit(std::chrono::milliseconds(0));
    if (!taken)
        return taken.failure().kind == FailureKind::DatabaseConflict ? otherDesk(taken.failure()) : taken.failure();
    if (!unlimited)
        return unlimited.failure();
    return Done{};
}

void MigrationRunner::unlock()
{
    // A failure means the session is gone, and the lock with it.
    const auto released = m_session.execute(sql(u"migrations/unlock"));
    Q_UNUSED(released)
}

Result<int> MigrationRunner::locked(
    const std::function<bool(const State &)> &isNeeded, const std::function<Result<int>(const State &)> &work)
{
    // Looked at before the lock too, so that a database that is not ours, or needs nothing, is left wholly alone.
    const auto before = readState();
    if (!before)
        return before.failure();
    if (!isNeeded(*before))
        return 0;
    if (auto taken = lock(); !taken)
        return taken.failure();
    const auto release = qScopeGuard([this] { unlock(); });
    const auto state = readState();
    if (!state)
        return state.failure();
    return work(*state);
}

Result<int> MigrationRunner::up()
{
    return upTo(std::numeric_limits<int>::max());
}

Result<int> MigrationRunner::upTo(int version)
{
    const auto isNext = [version](const State &state, qsizetype i) {
        return i < state.known.size() && state.known.at(i).version <= version;
    };
    const auto isNeeded = [isNext](const State &state) { return isNext(state, state.applied.size()); };
    return locked(isNeeded, [this, isNext](const State &state) -> Result<int> {
        int count = 0;
        for (qsizetype i = state.applied.size(); isNext(state, i); ++i) {
            if (count == 0)
                if (auto saved = backUp(state); !saved)
                    return saved.failure();
            if (auto applied = apply(state.known.at(i)); !applied)
                return applied.failure();
            ++count;
        }
        return count;
    });
}

Result<int> MigrationRunner::downTo(int version)
{
    const auto isNext
        = [version](const State &state, qsizetype i) { return i >= 0 && state.known.at(i).version > version; };
    const auto isNeeded = [isNext](const State &state) { return isNext(state, state.applied.size() - 1); };
    return locked(isNeeded, [this, isNext](const State &state) -> Result<int> {
        int count = 0;
        for (qsizetype i = state.applied.size() - 1; isNext(state, i); --i) {
            if (count == 0)
                if (auto saved = backUp(state); !saved)
                    return saved.failure();
            if (auto back = takeBack(state.known.at(i)); !back)
                return back.failure();
            ++count;
        }
        return count;
    });
}

Result<Done> MigrationRunner::backUp(const State &state)
{
    return m_options.backup && state.tables > 0 ? m_options.backup() : Result<Done>(Done{});
}

Result<Done> MigrationRunner::runScript(const QByteArray &script)
{
    if (auto done = m_session.executeScript(script); !done)
        return done.failure();
    if (!m_session.isInTransaction()) {
        return Failure{FailureKind::Internal, Words::tr("A step of the database's upgrade ended its own transaction."),
            {}, Words::tr("Have the last backup restored, and report this.")};
    }
    return Done{};
}

Result<Done> MigrationRunner::apply(const Migration &migration)
{
    if (m_options.progress)
        m_options.progress(migration.version, migration.name);
    auto done = PgTransaction::run(
        m_session,
        [&](PgSession &session) -> Result<Done> {
            if (auto table = session.execute(sql(u"migrations/create_table")); !table)
                return table.failure();
            if (auto ran = runScript(migration.up); !ran)
                return ran.failure();
            const auto recorded = session.execute(sql(u"migrations/record"),
                {{u"version", migration.version}, {u"name", migration.name}, {u"checksum", migration.checksum()},
                    {u"applied_by", m_options.appliedBy}, {u"app_version", m_options.appVersion}});
            if (!recorded)
                return recorded.failure();
            return Done{};
        },
        1);
    return done ? done : stepFailed(done.failure(), migration);
}

Result<Done> MigrationRunner::takeBack(const Migration &migration)
{
    if (m_options.progress)
        m_options.progress(migration.version, migration.name);
    auto done = PgTransaction::run(
        m_session,
        [&](PgSession &session) -> Result<Done> {
            if (auto ran = runScript(migration.down); !ran)
                return ran.failure();
            if (auto forgotten = session.execute(sql(u"migrations/forget"), {{u"version", migration.version}});
                !forgotten)
                return forgotten.failure();
            return Done{};
        },
        1);
    return done ? done : stepFailed(done.failure(), migration);
}

} // namespace Sync
