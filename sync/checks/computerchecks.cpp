#include "sync/checks/computerchecks.h"

#include "sync/checks/poolcall.h"
#include "sync/ports/clock.h"
#include "sync/secrets/keychainsecretstore.h"
#include "sync/secrets/redaction.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <filesystem>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 Gibibyte = 1024LL * 1024 * 1024;
constexpr qint64 LittleDisk = 2 * Gibibyte;
constexpr qint64 NoDisk = Gibibyte / 4;
constexpr qint64 LittleMemory = Gibibyte / 2;
constexpr qint64 OldBackupDays = 7;
constexpr qint64 RecentMilliseconds = 60 * 60 * 1000;
constexpr int ErrorLevel = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Checks", text);
}

QString size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes);
}

CheckResult diskSpace(const QString &folder)
{
    // QStorageInfo goes by the table of mounts, in which a container's or a chroot's root is missing.
    std::error_code error;
    const auto disk = std::filesystem::space(QFile::encodeName(folder).data(), error);
    if (error)
        return checkFailed(tr("The data folder cannot be reached."),
            tr("Logs, backups and a private database cannot be written."),
            {folder, QString::fromStdString(error.message())});
    const qint64 free = qint64(disk.available);
    const QStringList evidence{folder, tr("%1 free of %2").arg(size(free), size(qint64(disk.capacity)))};
    if (!QFileInfo(folder).isWritable() || free < NoDisk)
        return checkFailed(tr("The disk of the data folder is full."),
            tr("Nothing more can be recorded, so nothing will be sent. Free some space."), evidence);
    if (free < LittleDisk)
        return checkAttention(tr("Only %1 are free on the disk of the data folder.").arg(size(free)),
            tr("Backups and large pulls may fail. Free some space."), evidence);
    return checkOk(tr("%1 are free.").arg(size(free)), evidence);
}

/// The value of a line such as "MemAvailable:   123 kB", in bytes; -1 when there is none.
qint64 procValue(const QString &path, QByteArrayView key)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    // Files of /proc have no size, so they are read to their end and not by lines left.
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith(key))
            return line.mid(key.size()).simplified().split(' ').value(0).toLongLong() * 1024;
    return -1;
}

CheckResult memory()
{
    const qint64 available = procValue(u"/proc/meminfo"_s, "MemAvailable:");
    const qint64 ours = procValue(u"/proc/self/status"_s, "VmRSS:");
    if (available < 0 || ours < 0)
        return checkNotUsed(tr("This system does not tell about its memory."));
    const QStringList evidence{tr("%1 available").arg(size(available)), tr("Syncdesk uses %1").arg(size(ours))};
    if (available < LittleMemory)
        return checkAttention(tr("Only %1 of memory are available.").arg(size(available)),
            tr("Everything may become slow. Close other programs."), evidence);
    return checkOk(tr("%1 of memory are available.").arg(size(available)), evidence);
}

CheckResult backupAge(const QString &folder, const QDateTime &now)
{
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.dump"_s}, QDir::Files, QDir::Time);
    if (files.isEmpty())
        return checkAttention(
            tr("There is no backup yet."), tr("Make one before larger changes; it takes seconds."), {folder});
    const QFileInfo newest = files.constFirst();
    const qint64 days = newest.lastModified().toUTC().daysTo(now);
    const QStringList evidence{newest.fileName(), size(newest.size())};
    if (days > OldBackupDays)
        return checkAttention(tr("The newest backup is %1 days old.").arg(days),
            tr("Work since then would be lost with the database. Make a new one."), evidence);
    return checkOk(
        tr("The newest backup is of %1.").arg(QLocale().toString(newest.lastModified(), QLocale::ShortFormat)),
        evidence);
}

CheckResult logErrors(const QList<LogEntry> &entries, qint64 since)
{
    QStringList errors;
    for (const LogEntry &entry : entries)
        if (entry.level >= ErrorLevel && entry.time >= since)
            errors += redact(u"%1: %2"_s.arg(entry.area, entry.message));
    if (errors.isEmpty())
        return checkOk(tr("No errors in the last hour."));
    return checkAttention(tr("%1 errors in the last hour.").arg(errors.size()), tr("Look at them in Logs."),
        errors.mid(std::max<qsizetype>(0, errors.size() - 5)));
}
} // namespace

QString DiskSpaceCheck::id() const
{
    return u"computer.disk"_s;
}

QString DiskSpaceCheck::name() const
{
    return tr("Disk has room");
}

QCoro::Task<CheckResult> DiskSpaceCheck::run(const CheckContext *context, std::stop_token stop)
{
    // A network folder may take its time to answer.
    const std::function<CheckResult()> work = [folder = context->dataFolder] { return diskSpace(folder); };
    const std::optional<CheckResult> result = co_await callInPool<CheckResult>(context->pool, work, stop);
    co_return result.value_or(checkFailure(CheckStatus::CouldNotCheck, stopped()));
}

QString MemoryCheck::id() const
{
    return u"computer.memory"_s;
}

QString MemoryCheck::name() const
{
    return tr("Memory is left");
}

QCoro::Task<CheckResult> MemoryCheck::run(const CheckContext *, std::stop_token)
{
    co_return memory();
}

QString KeychainCheck::id() const
{
    return u"computer.keychain"_s;
}

QString KeychainCheck::name() const
{
    return tr("Password store answers");
}

QCoro::Task<CheckResult> KeychainCheck::run(const CheckContext *context, std::stop_token stop)
{
    if (!context->keychain)
        co_return checkNotUsed(tr("No password store is used."));
    const Result<Done> probed = co_await context->keychain->probe(stop);
    if (!probed)
        co_return checkFailure(CheckStatus::Attention, probed.failure());
    co_return checkOk(tr("The system's password store answers."));
}

QString LogErrorsCheck::id() const
{
    return u"computer.log"_s;
}

QString LogErrorsCheck::name() const
{
    return tr("No errors lately");
}

QCoro::Task<CheckResult> LogErrorsCheck::run(const CheckContext *context, std::stop_token)
{
    if (!context->recentLog)
        co_return checkNotUsed(tr("No log is kept."));
    co_return logErrors(context->recentLog(), context->clock->now().toMSecsSinceEpoch() - RecentMilliseconds);
}

QString BackupAgeCheck::id() const
{
    return u"database.backup"_s;
}

QString BackupAgeCheck::name() const
{
    return tr("A recent backup exists");
}

QCoro::Task<CheckResult> BackupAgeCheck::run(const CheckContext *context, std::stop_token stop)
{
    const std::function<CheckResult()> work
        = [folder = context->backupFolder, now = context->clock->now()] { return backupAge(folder, now); };
    const std::optional<CheckResult> result = co_await callInPool<CheckResult>(context->pool, work, stop);
    co_return result.value_or(checkFailure(CheckStatus::CouldNotCheck, stopped()));
}

} // namespace Sync
