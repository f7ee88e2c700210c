#pragma once

#include "sync/api/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace Sync {

/// One step of the schema: how to make it, and how to take it back.
struct Migration
{
    int version = 0;
    QString name;
    QByteArray up;
    QByteArray down;

    /// SHA-256 of the way up, in hex: an applied migration that was edited afterwards is found out.
    QString checksum() const;
};

/// The migrations in a folder of `NNN_name.up.sql` and `NNN_name.down.sql`, in order. Fails when a number is
/// missing or used twice, or a way back is missing.
Result<QList<Migration>> loadMigrations(const QString &folder = QStringLiteral(":/migrations"));

/// What a database remembers about one migration.
struct AppliedMigration
{
    int version = 0;
    QString name;
    QString checksum;
    QDateTime appliedAt;
    QString appliedBy;
    QString appVersion;
};

/// Where a database stands.
struct MigrationStatus
{
    struct Entry
    {
        int version = 0;
        QString name;
        bool isApplied = false;
        QDateTime appliedAt;
        QString appliedBy;
        QString appVersion;
    };
    QList<Entry> entries; ///< Every migration this program knows, in order.

    /// The newest applied version; 0 for an empty database.
    int current() const;
    int newest() const { return entries.isEmpty() ? 0 : entries.constLast().version; }
    int pending() const { return newest() - current(); }
    bool isUpToDate() const { return pending() == 0; }
};

} // namespace Sync
