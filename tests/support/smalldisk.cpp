#include "tests/support/smalldisk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <sys/mount.h>
#include <unistd.h>

namespace TestSupport {

using namespace Qt::StringLiterals;

SmallDisk::SmallDisk(int megabytes)
{
    QTemporaryDir folder(QDir::tempPath() + u"/sdsk-XXXXXX"_s);
    folder.setAutoRemove(false);
    m_folder = folder.path();
    // Open to all: PostgreSQL runs as another user than root.
    const QByteArray options = "mode=0777,size=" + QByteArray::number(megabytes) + 'm';
    m_isMounted = mount("tmpfs", QFile::encodeName(m_folder).constData(), "tmpfs", 0, options.constData()) == 0;
}

SmallDisk::~SmallDisk()
{
    // Lazily: a server that is about to end may still hold files there.
    if (m_isMounted)
        umount2(QFile::encodeName(m_folder).constData(), MNT_DETACH);
    QDir().rmdir(m_folder);
}

QString SmallDisk::folderFor(const QString &sameOwnerAs) const
{
    const QString folder = m_folder + u"/given"_s;
    const QFileInfo owned(sameOwnerAs);
    if (!QDir().mkpath(folder) || chown(QFile::encodeName(folder).constData(), owned.ownerId(), owned.groupId()) != 0)
        qFatal("%s cannot be given away", qUtf8Printable(folder));
    return folder;
}

void SmallDisk::fill() const
{
    QFile file(filler());
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        qFatal("%s: %s", qUtf8Printable(file.fileName()), qUtf8Printable(file.errorString()));
    for (qsizetype piece = 1024 * 1024; piece > 0;)
        if (file.write(QByteArray(piece, 'x')) < piece)
            piece /= 2;
}

void SmallDisk::empty() const
{
    QFile::remove(filler());
}

} // namespace TestSupport
