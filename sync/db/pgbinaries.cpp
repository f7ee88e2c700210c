#include "sync/db/pgbinaries.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::PgBinaries)
};

/// "pg_dump (PostgreSQL) 15.4 (Debian …)" -> 15; 0 when it cannot be run.
int majorVersionOf(const QString &program)
{
    QProcess process;
    process.start(program, {u"--version"_s});
    if (!process.waitForFinished(5000) || process.exitCode() != 0)
        return 0;
    static const QRegularExpression number(u"\\) (\\d+)"_s);
    return number.match(QString::fromLocal8Bit(process.readAllStandardOutput())).captured(1).toInt();
}

QStringList usualDirectories()
{
    QStringList directories = qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts);
    const std::pair<QString, QString> places[]
        = {{u"/usr/lib/postgresql"_s, u"*"_s}, {u"/usr"_s, u"pgsql-*"_s}, {u"/opt/homebrew/opt"_s, u"postgresql@*"_s}};
    for (const auto &[root, pattern] : places)
        for (const QFileInfo &entry : QDir(root).entryInfoList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot))
            directories += entry.filePath() + u"/bin"_s;
    return directories;
}

} // namespace

QList<PgBinaries> PgBinaries::findIn(const QStringList &directories, const QStringList &programs)
{
    const auto hasAll = [&programs](const PgBinaries &binaries) {
        return std::all_of(programs.begin(), programs.end(),
            [&binaries](const QString &program) { return QFileInfo(binaries.path(program)).isExecutable(); });
    };
    QList<PgBinaries> found;
    QStringList seen;
    for (const QString &directory : directories) {
        PgBinaries binaries{directory};
        if (!hasAll(binaries))
            continue;
        // Links into PATH often cover a few programs only; where they lead to all are together.
        const PgBinaries origin{QFileInfo(binaries.path(programs.constFirst())).canonicalPath()};
        if (hasAll(origin))
            binaries = origin;
        if (seen.contains(binaries.directory))
            continue;
        seen += binaries.directory;
        binaries.majorVersion = majorVersionOf(binaries.path(programs.constFirst()));
        if (binaries.majorVersion > 0)
            found += binaries;
    }
    std::stable_sort(found.begin(), found.end(),
        [](const PgBinaries &a, const PgBinaries &b) { return a.majorVersion > b.majorVersion; });
    return found;
}

QList<PgBinaries> PgBinaries::findAll(const QStringList &programs)
{
    return findIn(usualDirectories(), programs);
}

Result<PgBinaries> PgBinaries::server(const QStringList &directories)
{
    const QStringList programs{u"postgres"_s, u"initdb"_s, u"pg_ctl"_s};
    const auto found = directories.isEmpty() ? findAll(programs) : findIn(directories, programs);
    if (!found.isEmpty() && found.constFirst().majorVersion >= 13)
        return found.constFirst();
    return Failure{FailureKind::LocalDisk, Words::tr("No PostgreSQL server 13 or newer is installed on this computer."),
        Words::tr("Syncdesk keeps its own database in one and cannot start it."),
        Words::tr("Install PostgreSQL (on Debian and Ubuntu the package is called postgresql), or connect to a "
                  "database elsewhere in the settings.")};
}

Result<PgBinaries> PgBinaries::client(int serverMajor, const QStringList &directories)
{
    const QStringList programs{u"pg_dump"_s, u"pg_restore"_s};
    const auto found = directories.isEmpty() ? findAll(programs) : findIn(directories, programs);
    // The oldest that is new enough: its dumps can be restored into the server they came from.
    for (auto binaries = found.crbegin(); binaries != found.crend(); ++binaries)
        if (binaries->majorVersion >= serverMajor)
            return *binaries;
    return Failure{FailureKind::LocalDisk,
        Words::tr("The PostgreSQL %1 programs for backup and restore are not installed on this computer.")
            .arg(serverMajor),
        Words::tr("No backup was made and nothing was changed."),
        Words::tr("Install the PostgreSQL client programs (package postgresql-client-%1 or newer).").arg(serverMajor)};
}

} // namespace Sync
