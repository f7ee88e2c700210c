#include "sync/db/clusterlock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace Sync {

ClusterLock::~ClusterLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Result<Done> ClusterLock::open(const QString &path)
{
    m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_descriptor >= 0)
        return Done{};
    return Failure{FailureKind::LocalDisk,
        QCoreApplication::translate("Sync::ClusterLock", "Syncdesk may not write to its data folder %1.")
            .arg(QFileInfo(path).absolutePath()),
        QCoreApplication::translate("Sync::ClusterLock", "Its database cannot be started."),
        QCoreApplication::translate("Sync::ClusterLock", "Correct the folder's owner and rights, or choose another."),
        QString::fromLocal8Bit(std::strerror(errno))};
}

bool ClusterLock::lockExclusive(std::chrono::milliseconds wait)
{
    return lock(LOCK_EX, wait);
}

bool ClusterLock::lockShared(std::chrono::milliseconds wait)
{
    return lock(LOCK_SH, wait);
}

bool ClusterLock::lock(int operation, std::chrono::milliseconds wait)
{
    const QDeadlineTimer deadline(wait);
    while (flock(m_descriptor, operation | LOCK_NB) != 0) {
        if ((errno != EWOULDBLOCK && errno != EINTR) || deadline.hasExpired())
            return false;
        QThread::msleep(20);
    }
    return true;
}

void ClusterLock::unlock()
{
    flock(m_descriptor, LOCK_UN);
}

} // namespace Sync
