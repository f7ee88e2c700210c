#include "sync/db/databasebackup.h"

#include "sync/db/pgsession.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cstdio>
#include <utility>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::DatabaseBackup)
};

Result<PgBinaries> binariesFor(const ConnectionSettings &settings)
{
    const auto session = PgSession::open(settings);
    if (!session)
        return session.failure();
    return PgBinaries::client((*session)->serverVersion() / 10000);
}

QString partialPath(const QString &path)
{
    return path + u".partial"_s;
}

/// QFile's own copies what it cannot rename: for everybody to read, and without noticing when the end of it cannot be
/// written.
bool rename(const QString &from, const QString &to)
{
    return !QFileInfo::exists(to)
        && std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

Failure cannotWrite(const QString &path)
{
    return {FailureKind::LocalDisk,
        Words::tr("The backup cannot be written to %1.").arg(QDir::toNativeSeparators(path)),
        Words::tr("No backup was made and nothing was changed."),
        Words::tr("Choose a folder you may write to and a name that is not taken.")};
}

Failure notWhole(const QString &path, const QString &detail)
{
    return {FailureKind::LocalDisk,
        Words::tr("The backup %1 was written, but it cannot be read back whole.").arg(QDir::toNativeSeparators(path)),
        Words::tr("It was thrown away and nothing was changed."),
        Words::tr("Check the disk of its folder and the space there, then try again."), detail};
}

Failure noBackup(const QString &path, const QString &detail)
{
    return {FailureKind::DataCorrupt, Words::tr("%1 is not a complete backup.").arg(QDir::toNativeSeparators(path)),
        Words::tr("Nothing was changed."), Words::tr("Choose another backup file."), detail};
}

} // namespace

DatabaseBackup::DatabaseBackup(const ConnectionSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_tool(settings)
{
    connect(&m_tool, &PgTool::finished, this, &DatabaseBackup::conclude);
}

QString DatabaseBackup::suggestedPath(const QString &folder, const QString &database, const QDateTime &now)
{
    QString safe;
    for (const QChar c : database)
        safe += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : u'_';
    const QString name = u"syncdesk-%1-%2"_s.arg(safe, now.toString(u"yyyyMMdd-HHmmss"));
    QString path = QDir(folder).filePath(name + u".dump"_s);
    for (int number = 2; QFileInfo::exists(path); ++number) // two within a second
        path = QDir(folder).filePath(u"%1-%2.dump"_s.arg(name).arg(number));
    return path;
}

void DatabaseBackup::start(const QString &path)
{
    m_path = path;
    m_isReadBack = false;
    // Made before pg_dump runs, so that it is ours alone from the first byte on.
    QFile partial(partialPath(path));
    if (QFileInfo::exists(path) || !QDir().mkpath(QFileInfo(path).absolutePath())
        || !partial.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || !partial.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
        if (partial.isOpen())
            partial.remove();
        Q_EMIT finished(cannotWrite(path));
        return;
    }
    partial.close();
    const auto binaries = binariesFor(m_settings);
    if (!binaries) {
        QFile::remove(partialPath(path));
        Q_EMIT finished(binaries.failure());
        return;
    }
    m_binaries = *binaries;
    m_tool.start(m_binaries.path(u"pg_dump"_s),
        {u"--format=custom"_s, u"--no-owner"_s, u"--no-password"_s, u"--schema=public"_s, u"--file"_s,
            partialPath(path)});
}

void DatabaseBackup::conclude(const Result<Done> &outcome)
{
    const bool isRefused = !outcome && outcome.failure().kind == FailureKind::DatabaseError;
    if (outcome && !std::exchange(m_isReadBack, true)) {
        // pg_dump does not notice each write that fails.
        m_tool.start(
            m_binaries.path(u"pg_restore"_s), {u"--no-owner"_s, u"--file"_s, u"/dev/null"_s, partialPath(m_path)});
    } else if (!outcome) {
        QFile::remove(partialPath(m_path));
        Q_EMIT finished(m_isReadBack && isRefused ? notWhole(m_path, outcome.failure().detail) : outcome.failure());
    } else if (!rename(partialPath(m_path), m_path)) {
        QFile::remove(partialPath(m_path));
        Q_EMIT finished(cannotWrite(m_path));
    } else {
        Q_EMIT finished(BackupFile{m_path, QFileInfo(m_path).size()});
    }
}

Result<BackupFile> DatabaseBackup::make(const ConnectionSettings &settings, const QString &path)
{
    Result<BackupFile> end = stopped();
    bool hasEnded = false;
    DatabaseBackup backup(settings);
    connect(&backup, &DatabaseBackup::finished, &backup, [&](const auto &outcome) {
        end = outcome;
        hasEnded = true;
    });
    backup.start(path);
    // What was written is read back by a second program.
    while (!hasEnded)
        backup.m_tool.waitForFinished();
    return end;
}

DatabaseRestore::DatabaseRestore(const ConnectionSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_tool(settings)
{
    connect(&m_tool, &PgTool::finished, this, &DatabaseRestore::proceed);
}

void DatabaseRestore::start(const QString &path)
{
    m_path = path;
    const auto binaries = binariesFor(m_settings);
    if (!binaries) {
        Q_EMIT finished(binaries.failure());
        return;
    }
    m_binaries = *binaries;
    // Unpacked beside the backup, where there is likely room for it. Piping it straight into the database would
    // make a truncated backup look like a short one.
    m_script = std::make_unique<QTemporaryFile>(path + u".XXXXXX.sql"_s);
    if (!m_script->open())
        m_script = std::make_unique<QTemporaryFile>(QDir::temp().filePath(u"syncdesk-restore-XXXXXX.sql"_s));
    if (!m_script->isOpen() && !m_script->open()) {
        Q_EMIT finished(cannotWrite(m_script->fileTemplate()));
        return;
    }
    m_step = Step::Unpack;
    m_tool.start(m_binaries.path(u"pg_restore"_s), {u"--no-owner"_s, u"--file"_s, m_script->fileName(), path});
}

void DatabaseRestore::proceed(const Result<Done> &outcome)
{
    const bool isStopped = !outcome && outcome.failure().kind == FailureKind::Stopped;
    const bool isDiskFull = !outcome && outcome.failure().kind == FailureKind::LocalDisk;
    if (m_step == Step::Unpack && !outcome && !isStopped && !isDiskFull) {
        Q_EMIT finished(noBackup(m_path, outcome.failure().detail));
    } else if (m_step == Step::Run || !outcome) {
        m_script.reset();
        Q_EMIT finished(outcome);
    } else {
        m_step = Step::Run;
        const auto command = [](QStringView name) { return QString::fromUtf8(sql(name).text); };
        m_tool.start(m_binaries.path(u"psql"_s),
            {u"--no-psqlrc"_s, u"--quiet"_s, u"--no-password"_s, u"--single-transaction"_s, u"--set"_s,
                u"ON_ERROR_STOP=1"_s, u"--output"_s, u"/dev/null"_s, u"--command"_s, command(u"backup/drop_schema"),
                u"--file"_s, m_script->fileName()});
    }
}

Result<Done> DatabaseRestore::make(const ConnectionSettings &settings, const QString &path)
{
    Result<Done> end = stopped();
    bool hasEnded = false;
    DatabaseRestore restore(settings);
    connect(&restore, &DatabaseRestore::finished, &restore, [&](const auto &outcome) {
        end = outcome;
        hasEnded = true;
    });
    restore.start(path);
    // Unpacking ends in starting the second program.
    while (!hasEnded)
        restore.m_tool.waitForFinished();
    return end;
}

} // namespace Sync
