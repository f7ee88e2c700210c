#include "sync/db/clusterfolder.h"

#include "sync/db/clusterfailure.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QProcess>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcFolder, "syncdesk.db.cluster")

/// A socket's whole path may have 107 characters, and "/.s.PGSQL.5432.lock" follows the directory.
constexpr int longestSocketDirectory = 107 - 19;

QString userName(uid_t uid)
{
    const passwd *entry = getpwuid(uid);
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(uid);
}

/// What is at \a path itself, links not followed.
std::optional<struct stat> statusOf(const QString &path)
{
    struct stat status;
    if (lstat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return status;
}

/// False only when it is certain that process \a pid is no server working on \a data: it has ended and nobody has
/// asked how, it is another program, or it works elsewhere.
bool isPostmaster(qint64 pid, const QString &data)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return true;
    // "1234 (postgres) S …"; a program's name may itself hold brackets.
    const QByteArray line = file.readAll();
    const qsizetype nameEnd = line.lastIndexOf(')');
    const QByteArray name = line.mid(line.indexOf('(') + 1, nameEnd - line.indexOf('(') - 1);
    const QByteArray state = line.mid(nameEnd + 2, 1);
    if (name != "postgres" || state == "Z" || state == "X")
        return false;
    const QString workingDirectory = QFileInfo(u"/proc/%1/cwd"_s.arg(pid)).symLinkTarget();
    return workingDirectory.isEmpty() || QFileInfo(workingDirectory) == QFileInfo(data);
}

/// Writes a process number that cannot exist into postmaster.pid. PostgreSQL takes that for the note of a server
/// that is gone, and still makes sure that none of its processes lives on, which it could not without the note.
void disown(const QString &path)
{
    QFile file(path);
    QByteArray content;
    if (file.open(QIODevice::ReadWrite))
        content = file.readAll();
    const qsizetype end = content.indexOf('\n');
    const QByteArray disowned = "4194305" + (end < 0 ? QByteArray("\n") : content.mid(end));
    // Where that fails the server refuses to start beside the process it takes for another one, and says so.
    if (!file.isOpen() || !file.resize(0) || !file.seek(0) || file.write(disowned) != disowned.size() || !file.flush())
        qCWarning(lcFolder, "%s: %s", qUtf8Printable(path), qUtf8Printable(file.errorString()));
}

/// A value in single quotes, for configuration files.
QByteArray quoted(const QString &text)
{
    return '\'' + text.toUtf8().replace('\'', "''") + '\'';
}

} // namespace

Result<ClusterFolder> ClusterFolder::prepare(const QString &path)
{
    const QString folder = QDir::cleanPath(QDir(path).absolutePath());
    auto user = ServerUser::choose();
    if (!user)
        return user.failure();
    const auto existing = statusOf(folder + u"/data"_s);
    if (existing && existing->st_uid != user->uid) {
        if (geteuid() != 0 || existing->st_uid == 0)
            return ClusterFailure::folderOfOther(folder, userName(existing->st_uid));
        *user = {userName(existing->st_uid), existing->st_uid, existing->st_gid};
    }
    if (!QDir().mkpath(folder))
        return ClusterFailure::folderUnusable(folder, user->name, u"mkpath"_s);
    ClusterFolder prepared(QFileInfo(folder).canonicalFilePath(), *user);
    if (!user->give(prepared.m_path)
        || (user->uid == geteuid() && chmod(QFile::encodeName(prepared.m_path).constData(), 0700) != 0))
        return ClusterFailure::folderUnusable(folder, user->name, QString::fromLocal8Bit(std::strerror(errno)));
    // A server that runs there has shown that its user can.
    if (prepared.runningServer())
        return prepared;
    if (auto accessible = prepared.checkAccess(); !accessible)
        return accessible.failure();
    return prepared;
}

/// Tried as the server's user, because every folder on the way has a say.
Result<Done> ClusterFolder::checkAccess() const
{
    QProcess probe;
    m_user.applyTo(probe);
    probe.setWorkingDirectory(u"/"_s);
    probe.start(u"/bin/sh"_s, {u"-c"_s, u"cd \"$1\" && test -w ."_s, u"probe"_s, m_path});
    if (probe.waitForFinished(10'000) && probe.exitStatus() == QProcess::NormalExit && probe.exitCode() == 0)
        return Done{};
    return ClusterFailure::folderUnusable(
        m_path, m_user.name, QString::fromLocal8Bit(probe.readAllStandardError()).trimmed());
}

Result<int> ClusterFolder::majorVersion() const
{
    QFile file(data() + u"/PG_VERSION"_s);
    if (file.open(QIODevice::ReadOnly)) {
        bool isNumber = false;
        const int version = file.readAll().trimmed().toInt(&isNumber);
        if (isNumber && version > 0)
            return version;
        return ClusterFailure::folderForeign(data());
    }
    if (QFileInfo::exists(data()) && !QDir(data()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
        return ClusterFailure::folderForeign(data());
    return 0;
}

std::optional<ClusterFolder::Postmaster> ClusterFolder::runningServer() const
{
    const QString path = data() + u"/postmaster.pid"_s;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    // Lines: process, data directory, start time, port, socket directory, …
    const QList<QByteArray> lines = file.readAll().split('\n');
    Postmaster server;
    server.pid = lines.value(0).toLongLong();
    server.port = lines.value(3).toUShort();
    server.socketDirectory = QString::fromUtf8(lines.value(4));
    if (server.pid <= 0)
        return std::nullopt;
    if (kill(static_cast<pid_t>(server.pid), 0) != 0)
        return std::nullopt;
    if (isPostmaster(server.pid, data()))
        return server;
    disown(path);
    return std::nullopt;
}

bool ClusterFolder::needsRecovery() const
{
    return QFileInfo::exists(data() + u"/postmaster.pid"_s);
}

QString ClusterFolder::socketDirectory() const
{
    const QByteArray digest = QCryptographicHash::hash(m_path.toUtf8(), QCryptographicHash::Sha256).toHex().left(10);
    const QString name = u"syncdesk-"_s + QString::fromLatin1(digest);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString inRuntime = runtime + u'/' + name;
    const auto status = statusOf(runtime);
    if (!m_user.isLent() && runtime.startsWith(u'/') && inRuntime.toUtf8().size() <= longestSocketDirectory && status
        && S_ISDIR(status->st_mode) && status->st_uid == m_user.uid)
        return inRuntime;
    // Not the temporary directory of the environment, which may be long or change.
    return u"/tmp/%1-%2"_s.arg(name).arg(m_user.uid);
}

Result<Done> ClusterFolder::makeSocketDirectory() const
{
    const QString directory = socketDirectory();
    const QByteArray encoded = QFile::encodeName(directory);
    if (mkdir(encoded.constData(), 0700) == 0 && !m_user.give(directory))
        return ClusterFailure::folderUnusable(directory, m_user.name, QString::fromLocal8Bit(std::strerror(errno)));
    // In /tmp anybody may have been first.
    const auto status = statusOf(directory);
    if (!status)
        return ClusterFailure::folderUnusable(directory, m_user.name, QString::fromLocal8Bit(std::strerror(errno)));
    if (!S_ISDIR(status->st_mode) || status->st_uid != m_user.uid || chmod(encoded.constData(), 0700) != 0)
        return ClusterFailure::socketDirectoryUnsafe(directory);
    return Done{};
}

bool ClusterFolder::write(const QString &path, const QByteArray &content) const
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size()
        && file.flush() && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && m_user.give(path);
}

bool ClusterFolder::includeSettings(const QString &data) const
{
    static constexpr QByteArrayView line = "include = 'syncdesk.conf'";
    QFile file(data + u"/postgresql.conf"_s);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray content = file.readAll();
    return content.contains(line) || (file.write('\n' + line.toByteArray() + '\n') > 0 && file.flush());
}

Result<Done> ClusterFolder::configure(const QString &data) const
{
    if (auto made = makeSocketDirectory(); !made)
        return made.failure();
    QFile fixed(u":/postgresql/cluster.conf"_s);
    if (!fixed.open(QIODevice::ReadOnly))
        qFatal("The settings of the embedded database are missing from the program.");
    const QByteArray settings = fixed.readAll() + "\nunix_socket_directories = " + quoted(socketDirectory()) + '\n';
    QByteArray map;
    for (const QString &name : {userName(geteuid()), m_user.name})
        for (const char *role : {"postgres", "syncdesk"})
            map += "syncdesk \"" + name.toLocal8Bit() + "\" " + role + '\n';
    if (write(data + u"/syncdesk.conf"_s, settings) && includeSettings(data)
        && write(data + u"/pg_hba.conf"_s, "local all all peer map=syncdesk\n")
        && write(data + u"/pg_ident.conf"_s, map))
        return Done{};
    const QString reason = QString::fromLocal8Bit(std::strerror(errno));
    if (errno == ENOSPC)
        return ClusterFailure::noSpace(m_path, reason);
    return ClusterFailure::folderUnusable(m_path, m_user.name, reason);
}

QStringList ClusterFolder::logFiles() const
{
    QStringList files{startLog()};
    const QDir folder(data() + u"/log"_s);
    for (const QString &name : folder.entryList({u"*.log"_s}, QDir::Files, QDir::Time | QDir::Reversed))
        files += folder.filePath(name);
    return files;
}

QHash<QString, qint64> ClusterFolder::logLengths() const
{
    QHash<QString, qint64> lengths;
    for (const QString &file : logFiles())
        lengths.insert(file, QFileInfo(file).size());
    return lengths;
}

QString ClusterFolder::loggedSince(const QHash<QString, qint64> &lengths) const
{
    QByteArray logged;
    for (const QString &path : logFiles()) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        // A file that has become shorter was begun anew.
        const qint64 before = lengths.value(path, 0);
        if (before <= file.size())
            file.seek(before);
        logged += file.readAll();
    }
    return QString::fromUtf8(logged.right(4000));
}

void ClusterFolder::releaseSocket() const
{
    // Its process number may belong to another program by now, or to a server nobody has asked how it ended.
    QFile::remove(socketDirectory() + u"/.s.PGSQL.5432.lock"_s);
}

} // namespace Sync
