#include "app/logging/messagelog.h"

#include "app/logging/logfile.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace App {

namespace {

// Qt's handler is a plain function: the one object it may reach. Written before and after every other thread runs.
std::atomic<MessageLog *> theLog = nullptr;

constexpr qint64 bytesPerFile = 10 * 1024 * 1024;
constexpr int filesKept = 5;

int levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        break;
    }
    return 4;
}

QString areaOf(const char *category)
{
    QString area = QString::fromLatin1(category ? category : "default");
    if (area.startsWith("syncdesk."_L1))
        area.remove(0, 9);
    return area;
}

} // namespace

MessageLog::MessageLog(Options options, Redact redact)
    : m_options(std::move(options))
    , m_redact(std::move(redact))
    , m_file(std::make_unique<LogFile>(m_options.folder, bytesPerFile, filesKept))
{
    qRegisterMetaType<Sync::LogEntry>();
    m_thread.setObjectName(u"log"_s);
    m_file->moveToThread(&m_thread);
    connect(this, &MessageLog::logged, m_file.get(), &LogFile::write, Qt::QueuedConnection);
    m_thread.start(QThread::LowPriority);
    theLog = this;
    qInstallMessageHandler(&MessageLog::handle);
}

MessageLog::~MessageLog()
{
    qInstallMessageHandler(nullptr);
    theLog = nullptr;
    // What is queued is written before the thread's loop ends: the quit is queued behind it.
    QMetaObject::invokeMethod(
        m_file.get(), [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

QList<Sync::LogEntry> MessageLog::recent() const
{
    const QMutexLocker lock(&m_mutex);
    return m_recent;
}

void MessageLog::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (MessageLog *log = theLog.load())
        log->take(type, context.category, message);
}

void MessageLog::take(QtMsgType type, const char *category, const QString &message)
{
    const Sync::LogEntry entry{QDateTime::currentMSecsSinceEpoch(), levelOf(type), areaOf(category), m_redact(message)};
    {
        const QMutexLocker lock(&m_mutex);
        if (m_recent.size() >= m_options.kept)
            m_recent.remove(0, m_options.kept / 10);
        m_recent.append(entry);
    }
    if (entry.level >= m_options.standardErrorLevel)
        std::fprintf(stderr, "%s: %s\n", qPrintable(entry.area), qPrintable(entry.message));
    Q_EMIT logged(entry);
}

} // namespace App
