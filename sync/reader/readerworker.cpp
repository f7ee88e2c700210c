#include "sync/reader/readerworker.h"

#include "sync/db/pgsession.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcReader, "syncdesk.reader")

/// Longest time one read may take. A page that needs more is a defect, not a reason to block the next.
constexpr std::chrono::milliseconds statementLimit = 60s;
/// Requests that come this soon after a failed connection get its failure without waiting for another attempt.
constexpr std::chrono::milliseconds failFast = 1s;
constexpr std::chrono::milliseconds longestRetry = 15s;

} // namespace

ReaderWorker::ReaderWorker(ConnectionSettings settings, Clock &clock)
    : m_settings(std::move(settings))
    , m_clock(clock)
    , m_retry(clock.timer([this] { retry(); }))
{ }

void ReaderWorker::interrupt()
{
    std::shared_ptr<const PgCanceller> canceller;
    {
        const QMutexLocker lock(&m_cancellerMutex);
        canceller = m_canceller;
    }
    if (canceller)
        canceller->cancel();
}

Result<PgSession *> ReaderWorker::openSession()
{
    if (m_session && m_session->isOpen())
        return m_session.get();
    if (m_lastFailure && m_sinceFailure && m_sinceFailure->elapsed() < failFast)
        return *m_lastFailure;

    auto opened = PgSession::open(m_settings);
    if (opened) {
        const QString limit = QString::number(statementLimit.count());
        if (auto ready = (*opened)->execute(sql(u"reader/setup_session"), {{u"timeout", limit}}); !ready)
            opened = ready.failure();
    }
    if (!opened) {
        m_lastFailure = opened.failure();
        m_sinceFailure.emplace(m_clock);
        const auto delay = std::min<std::chrono::milliseconds>(longestRetry, 1s * (1 << std::min(m_failedAttempts, 4)));
        ++m_failedAttempts;
        m_retry->startOnce(delay);
        qCWarning(lcReader, "cannot read: %s (%s)", qUtf8Printable(opened.failure().what),
            qUtf8Printable(opened.failure().detail));
        return opened.failure();
    }
    m_session = std::move(*opened);
    {
        const QMutexLocker lock(&m_cancellerMutex);
        m_canceller = m_session->canceller();
    }
    m_retry->stop();
    if (std::exchange(m_failedAttempts, 0) > 0)
        Q_EMIT restored();
    m_lastFailure.reset();
    return m_session.get();
}

void ReaderWorker::dropSession()
{
    {
        const QMutexLocker lock(&m_cancellerMutex);
        m_canceller.reset();
    }
    m_session.reset();
}

void ReaderWorker::retry()
{
    forgetFailure();
    (void)openSession(); // a failure is kept and schedules the next try
}

Failure ReaderWorker::explained(const Failure &failure)
{
    // A cancelled statement reads as "stopped", but here nobody asked: the server's time limit did.
    if (failure.kind != FailureKind::Stopped)
        return failure;
    return {FailureKind::DatabaseError,
        QCoreApplication::translate("Sync::Reader", "The database took longer than a minute to answer."),
        QCoreApplication::translate("Sync::Reader", "The list was not read; nothing was changed."),
        QCoreApplication::translate(
            "Sync::Reader", "Narrow the filter, or look at Diagnostics for what keeps it busy."),
        failure.detail};
}

} // namespace Sync
