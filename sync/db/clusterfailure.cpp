#include "sync/db/clusterfailure.h"

#include <QCoreApplication>

namespace Sync::ClusterFailure {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::EmbeddedCluster)
};

QString nothingLost()
{
    return Words::tr("Syncdesk's database is not running; nothing in it was changed or lost.");
}

bool speaksOfNoSpace(const QString &log)
{
    return log.contains(u"No space left on device");
}

} // namespace

Failure folderUnusable(const QString &folder, const QString &userName, const QString &detail)
{
    return {FailureKind::LocalDisk,
        Words::tr("The user \"%1\" cannot keep a database in the folder %2.").arg(userName, folder), nothingLost(),
        Words::tr(
            "Give that user the right to open the folder and write to it, or choose another database in Connections."),
        detail};
}

Failure folderForeign(const QString &folder)
{
    return {FailureKind::LocalDisk, Words::tr("The folder %1 holds files that are no database.").arg(folder),
        nothingLost(), Words::tr("Move those files away, or choose another database in Connections.")};
}

Failure folderOfOther(const QString &folder, const QString &ownerName)
{
    return {FailureKind::LocalDisk, Words::tr("The database in %1 belongs to the user \"%2\".").arg(folder, ownerName),
        nothingLost(), Words::tr("Start Syncdesk as that user, or choose another database in Connections.")};
}

Failure socketDirectoryUnsafe(const QString &directory)
{
    return {FailureKind::LocalDisk, Words::tr("The folder %1 belongs to somebody else.").arg(directory),
        Words::tr("Another user of this computer could listen to the database there, so it was not started."),
        Words::tr("Remove that folder and start Syncdesk again.")};
}

Failure noSpace(const QString &folder, const QString &detail)
{
    return {FailureKind::DatabaseFull, Words::tr("The disk with Syncdesk's data folder %1 is full.").arg(folder),
        nothingLost(), Words::tr("Free at least 500 MB on that disk and start Syncdesk again."), detail};
}

Failure wrongVersion(const QString &folder, int ours, const QStringList &installed)
{
    return {FailureKind::DatabaseRefused,
        Words::tr("The database in %1 was made by PostgreSQL %2, but this computer has PostgreSQL %3.")
            .arg(folder)
            .arg(ours)
            .arg(installed.join(u", "_s)),
        Words::tr("Another major version cannot read its files; nothing was changed."),
        Words::tr("Install PostgreSQL %1 beside it and start Syncdesk again, then make a backup and restore it into a "
                  "new folder.")
            .arg(ours)};
}

Failure busy()
{
    return {FailureKind::Busy, Words::tr("Another Syncdesk window is still starting or stopping the database."),
        nothingLost(), Words::tr("Wait a minute and try again.")};
}

Failure notCreated(const QString &folder, const QString &log)
{
    if (speaksOfNoSpace(log))
        return noSpace(folder, log);
    return {FailureKind::LocalDisk, Words::tr("Syncdesk's database could not be made in %1.").arg(folder),
        nothingLost(), Words::tr("Check that the folder can be written to, then start Syncdesk again."), log};
}

Failure notStarted(const QString &folder, const QString &log)
{
    if (speaksOfNoSpace(log))
        return noSpace(folder, log);
    if (log.contains(u"could not locate a valid checkpoint") || log.contains(u"invalid data in file")
        || log.contains(u"incorrect checksum in control file") || log.contains(u"could not open file \"global/")) {
        return {FailureKind::DataCorrupt, Words::tr("The database files in %1 are damaged.").arg(folder),
            Words::tr("The database cannot be started."),
            Words::tr("Move the folder aside without deleting it, start Syncdesk again and restore the last backup."),
            log};
    }
    if (log.contains(u"Permission denied") || log.contains(u"has wrong ownership")) {
        return {FailureKind::LocalDisk,
            Words::tr("The database files in %1 do not have the right owner or rights any more.").arg(folder),
            nothingLost(), Words::tr("Give them back to the user who made them, then start Syncdesk again."), log};
    }
    return {FailureKind::DatabaseUnreachable, Words::tr("Syncdesk's own database in %1 did not start.").arg(folder),
        nothingLost(),
        Words::tr("Start Syncdesk again; if it fails again, export the log from the Logs page and report it."), log};
}

Failure notStopped(const QString &log)
{
    return {FailureKind::DatabaseError, Words::tr("Syncdesk's own database did not stop in time."),
        Words::tr("It goes on running; nothing was lost."),
        Words::tr("Nothing to do: the next start of Syncdesk takes it over."), log};
}

} // namespace Sync::ClusterFailure
