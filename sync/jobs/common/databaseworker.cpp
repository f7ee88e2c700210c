#include "sync/jobs/common/databaseworker.h"

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace Sync {

namespace {

/// On Linux niceness is a thread's own; elsewhere Qt's thread priority does the same.
void yieldToTheScreen()
{
#ifdef Q_OS_LINUX
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), 10);
#else
    QThread::currentThread()->setPriority(QThread::LowPriority);
#endif
}

} // namespace

DatabaseWorker::DatabaseWorker(const ConnectionSettings &settings)
    : m_settings(settings)
{
    m_thread.setObjectName(QStringLiteral("loader"));
    m_anchor.moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, &m_anchor, yieldToTheScreen);
    m_thread.start();
}

DatabaseWorker::~DatabaseWorker()
{
    QMetaObject::invokeMethod(
        &m_anchor,
        [this] {
            m_session.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

Result<PgSession *> DatabaseWorker::session()
{
    if (!m_session || !m_session->isOpen()) {
        auto opened = PgSession::open(m_settings);
        if (!opened)
            return opened.failure();
        m_session = std::move(*opened);
        const std::scoped_lock lock(m_mutex);
        m_canceller = m_session->canceller();
    }
    return m_session.get();
}

void DatabaseWorker::cancelStatement()
{
    std::shared_ptr<const PgCanceller> canceller;
    {
        const std::scoped_lock lock(m_mutex);
        canceller = m_canceller;
    }
    if (canceller)
        canceller->cancel();
}

} // namespace Sync
