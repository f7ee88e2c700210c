#pragma once

#include "sync/api/diagnosis.h"

#include <QFile>
#include <QObject>

namespace App {

/// Appends log entries to a file, one JSON object a line, and starts a new one when it is full: syncdesk.log,
/// syncdesk.log.1 (the one before), and so on. Lives on a thread of its own, so that nobody waits for the disk.
/// A disk that cannot be written is said once on standard error; the program goes on.
class LogFile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFile)

public:
    /// `folder` is made when it is missing. Sizes are in bytes.
    LogFile(QString folder, qint64 bytesPerFile, int filesKept);
    ~LogFile() override;

    QString path() const;
    void write(const Sync::LogEntry &entry);

private:
    bool open();
    void complain();
    void rotate();

    QString m_folder;
    qint64 m_bytesPerFile;
    int m_filesKept;
    QFile m_file;
    bool m_complained = false;
};

} // namespace App
