#pragma once

#include "sync/api/result.h"
#include "sync/db/connectionsettings.h"
#include "sync/db/pgbinaries.h"
#include "sync/db/pgtool.h"

#include <QObject>

namespace Sync {

/// A finished backup.
struct BackupFile
{
    QString path;
    qint64 bytes = 0;
};

/// Saves a whole database into one compressed file with pg_dump. The file appears under its name only when it is
/// complete and was read back whole, readable by its owner alone; an existing file is never overwritten.
class DatabaseBackup final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatabaseBackup)

public:
    explicit DatabaseBackup(const ConnectionSettings &settings, QObject *parent = nullptr);

    /// Starts; finished() follows once. Blocks shortly to ask the server's version, so not for the GUI thread.
    void start(const QString &path);
    void cancel() { m_tool.cancel(); }

    /// The same, blocking until the file is there.
    static Result<BackupFile> make(const ConnectionSettings &settings, const QString &path);
    /// A name for a backup made now: "syncdesk-<database>-20260131-100000.dump", in \a folder.
    static QString suggestedPath(const QString &folder, const QString &database, const QDateTime &now);

Q_SIGNALS:
    void finished(const Sync::Result<Sync::BackupFile> &outcome);

private:
    void conclude(const Result<Done> &outcome);

    ConnectionSettings m_settings;
    PgTool m_tool;
    PgBinaries m_binaries;
    QString m_path;
    bool m_isReadBack = false;
};

/// Puts a database back to what a backup holds. Everything in its schema `public` is replaced in one transaction:
/// it either becomes what the backup says or stays as it was. Nobody else should be working in it meanwhile.
class DatabaseRestore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatabaseRestore)

public:
    explicit DatabaseRestore(const ConnectionSettings &settings, QObject *parent = nullptr);

    /// Starts; finished() follows once. A file that is no backup is refused before any change.
    void start(const QString &path);
    void cancel() { m_tool.cancel(); }

    /// The same, blocking.
    static Result<Done> make(const ConnectionSettings &settings, const QString &path);

Q_SIGNALS:
    void finished(const Sync::Result<Sync::Done> &outcome);

private:
    enum class Step { Unpack, Run };

    void proceed(const Result<Done> &outcome);

    ConnectionSettings m_settings;
    PgTool m_tool;
    PgBinaries m_binaries;
    QString m_path;
    std::unique_ptr<QTemporaryFile> m_script;
    Step m_step = Step::Unpack;
};

} // namespace Sync
