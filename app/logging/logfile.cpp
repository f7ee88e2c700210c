#include "app/logging/logfile.h"

#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString levelWord(int level)
{
    static const QStringList words{u"debug"_s, u"info"_s, u"warning"_s, u"error"_s, u"fatal"_s};
    return words.value(level, u"info"_s);
}

} // namespace

LogFile::LogFile(QString folder, qint64 bytesPerFile, int filesKept)
    : m_folder(std::move(folder))
    , m_bytesPerFile(bytesPerFile)
    , m_filesKept(filesKept)
{ }

LogFile::~LogFile()
{
    if (m_file.isOpen() && !m_file.flush())
        complain();
}

QString LogFile::path() const
{
    return m_folder + u"/syncdesk.log"_s;
}

bool LogFile::open()
{
    if (m_file.isOpen())
        return true;
    QDir().mkpath(m_folder);
    m_file.setFileName(path());
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return true;
    }
    complain();
    return false;
}

void LogFile::complain()
{
    if (!std::exchange(m_complained, true))
        std::fprintf(stderr, "The log cannot be written to %s: %s\n", qPrintable(m_file.fileName()),
            qPrintable(m_file.errorString()));
}

void LogFile::rotate()
{
    m_file.close();
    QFile::remove(path() + u'.' + QString::number(m_filesKept));
    for (int number = m_filesKept - 1; number >= 1; --number)
        QFile::rename(path() + u'.' + QString::number(number), path() + u'.' + QString::number(number + 1));
    QFile::rename(path(), path() + u".1"_s);
}

void LogFile::write(const Sync::LogEntry &entry)
{
    if (!open())
        return;
    const QJsonObject line{
        {u"time"_s, QDateTime::fromMSecsSinceEpoch(entry.time, Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"level"_s, levelWord(entry.level)},
        {u"area"_s, entry.area},
        {u"message"_s, entry.message},
    };
    const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    // Warnings must survive a crash that follows them.
    const bool isWritten = m_file.write(bytes) == bytes.size() && (entry.level < 2 || m_file.flush());
    if (!isWritten)
        complain();
    else if (entry.level >= 2)
        m_complained = false; // it is on the disk, so there is room again
    if (m_file.size() >= m_bytesPerFile)
        rotate();
}

} // namespace App
