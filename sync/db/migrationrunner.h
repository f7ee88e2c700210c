#pragma once

#include "sync/db/migration.h"
#include "sync/db/pgsession.h"

#include <functional>

namespace Sync {

/// Builds the schema and takes it back, each migration in a transaction of its own. Blocking; used on the thread
/// of its session, which must outlive it.
///
/// Refuses as DatabaseForeign, before any change: a database with tables but without our record, one that a newer
/// Syncdesk has built, and one whose applied migrations differ from ours.
class MigrationRunner final
{
    Q_DISABLE_COPY_MOVE(MigrationRunner)

public:
    struct Options
    {
        QString appliedBy; ///< The operator, for the record.
        QString appVersion; ///< For the record, and for the message of an older Syncdesk.
        /// Called once before the first change to a database that already holds something; its failure stops the
        /// run. Leave it empty for a database of our own.
        std::function<Result<Done>()> backup = {};
        /// Told before each migration: its version and name.
        std::function<void(int version, const QString &name)> progress = {};
        QString folder = QStringLiteral(":/migrations");
        std::chrono::milliseconds waitForOtherDesk{30'000};
    };

    MigrationRunner(PgSession &session, Options options);

    /// Where the database stands; changes nothing.
    Result<MigrationStatus> status();
    /// Applies everything missing; yields how many migrations that were.
    Result<int> up();
    /// Applies what is missing up to and including \a version.
    Result<int> upTo(int version);
    /// Takes back every migration above \a version, newest first; 0 leaves nothing but the record.
    Result<int> downTo(int version);

private:
    struct State
    {
        QList<Migration> known;
        QList<AppliedMigration> applied;
        qint64 tables = 0;
    };

    Result<State> readState();
    Result<QList<AppliedMigration>> readApplied();
    Result<Done> verify(const State &state) const;
    Result<Done> lock();
    void unlock();
    Result<int> locked(
        const std::function<bool(const State &)> &isNeeded, const std::function<Result<int>(const State &)> &work);
    Result<Done> backUp(const State &state);
    Result<Done> apply(const Migration &migration);
    Result<Done> takeBack(const Migration &migration);
    Result<Done> runScript(const QByteArray &script);

    PgSession &m_session;
    Options m_options;
};

} // namespace Sync
