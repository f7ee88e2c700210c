#pragma once

#include "app/cli/command.h"
#include "sync/db/connectionsettings.h"
#include "sync/db/migrationrunner.h"

#include <QThreadPool>

namespace App {

/// Whose schema is looked after, and what has to be done before it is changed.
struct SchemaOwner
{
    Sync::ConnectionSettings database;
    QString operatorName;
    QString backupFolder;
    bool databaseIsOurs = false; ///< Else it is saved before the first change to it.

    /// How migrations are run on it.
    Sync::MigrationRunner::Options options() const;
};

/// Migrations for the command line: each call on a worker thread with a connection of its own.
class SchemaKeeper final : public SchemaPort
{
    Q_DISABLE_COPY_MOVE(SchemaKeeper)

public:
    explicit SchemaKeeper(SchemaOwner owner);

    QFuture<Sync::Result<QList<Migration>>> status() override;
    QFuture<Sync::Result<QList<Migration>>> up() override;
    QFuture<Sync::Result<QList<Migration>>> downTo(int version) override;

private:
    using Work = std::function<Sync::Result<int>(Sync::MigrationRunner &)>;
    QFuture<Sync::Result<QList<Migration>>> run(Work work);

    SchemaOwner m_owner;
    QThreadPool m_pool;
};

} // namespace App
