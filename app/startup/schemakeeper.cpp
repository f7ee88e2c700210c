#include "app/startup/schemakeeper.h"

#include "sync/db/databasebackup.h"
#include "version.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace App {

namespace {

Sync::Result<Sync::Done> backUp(const SchemaOwner &owner)
{
    if (!QDir().mkpath(owner.backupFolder))
        return Sync::Failure{Sync::FailureKind::LocalDisk,
            QCoreApplication::translate("App::SchemaKeeper", "The folder for backups could not be made."),
            QCoreApplication::translate("App::SchemaKeeper", "The database was not changed."),
            QCoreApplication::translate("App::SchemaKeeper", "Make room or rights for %1 and try again.")
                .arg(owner.backupFolder)};
    const auto file = Sync::DatabaseBackup::make(owner.database,
        Sync::DatabaseBackup::suggestedPath(
            owner.backupFolder, owner.database.database, QDateTime::currentDateTimeUtc()));
    if (!file)
        return file.failure();
    return Sync::Done{};
}

} // namespace

Sync::MigrationRunner::Options SchemaOwner::options() const
{
    Sync::MigrationRunner::Options options;
    options.appliedBy = operatorName;
    options.appVersion = QStringLiteral(SYNCDESK_VERSION);
    if (!databaseIsOurs)
        options.backup = [owner = *this] { return backUp(owner); };
    return options;
}

SchemaKeeper::SchemaKeeper(SchemaOwner owner)
    : m_owner(std::move(owner))
{
    m_pool.setMaxThreadCount(1);
}

QFuture<Sync::Result<QList<SchemaPort::Migration>>> SchemaKeeper::status()
{
    return run([](Sync::MigrationRunner &) -> Sync::Result<int> { return 0; });
}

QFuture<Sync::Result<QList<SchemaPort::Migration>>> SchemaKeeper::up()
{
    return run([](Sync::MigrationRunner &runner) { return runner.up(); });
}

QFuture<Sync::Result<QList<SchemaPort::Migration>>> SchemaKeeper::downTo(int version)
{
    return run([version](Sync::MigrationRunner &runner) { return runner.downTo(version); });
}

QFuture<Sync::Result<QList<SchemaPort::Migration>>> SchemaKeeper::run(Work work)
{
    using Answer = Sync::Result<QList<Migration>>;
    auto promise = std::make_shared<QPromise<Answer>>();
    QFuture<Answer> future = promise->future();
    promise->start();
    m_pool.start([promise, work = std::move(work), owner = m_owner] {
        const auto answer = [&]() -> Answer {
            auto session = Sync::PgSession::open(owner.database);
            if (!session)
                return session.failure();
            Sync::MigrationRunner runner(**session, owner.options());
            if (const auto done = work(runner); !done)
                return done.failure();
            const auto status = runner.status();
            if (!status)
                return status.failure();
            QList<Migration> migrations;
            for (const auto &entry : status->entries)
                migrations.append({entry.version, entry.name, entry.isApplied,
                    entry.isApplied ? u"%1, %2"_s.arg(
                        entry.appliedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s), entry.appliedBy)
                                    : QString()});
            return migrations;
        };
        promise->addResult(answer());
        promise->finish();
    });
    return future;
}

} // namespace App
