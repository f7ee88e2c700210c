#pragma once

#include "sync/api/diagnosis.h"

#include <QList>
#include <QMutex>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace App {

class LogFile;

/// Takes every message of Qt's logging, from any thread: removes secrets, keeps the last ones for the Logs page, hands
/// them to the log file's thread, and shows warnings on standard error. One exists at a time, for the life of the
/// program.
class MessageLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageLog)

public:
    /// What standard error shows: 0 everything … 4 fatal only, see Sync::LogEntry::level.
    struct Options
    {
        QString folder;
        int standardErrorLevel = 2;
        int kept = 5000;
    };
    using Redact = std::function<QString(const QString &)>;

    MessageLog(Options options, Redact redact);
    ~MessageLog() override;

    /// The last messages, oldest first. Any thread.
    QList<Sync::LogEntry> recent() const;
    QString folder() const { return m_options.folder; }

Q_SIGNALS:
    /// Emitted on the thread that logged; connect queued.
    void logged(const Sync::LogEntry &entry);

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
    void take(QtMsgType type, const char *category, const QString &message);

    Options m_options;
    Redact m_redact;
    mutable QMutex m_mutex;
    QList<Sync::LogEntry> m_recent;
    QThread m_thread;
    std::unique_ptr<LogFile> m_file;
};

} // namespace App
