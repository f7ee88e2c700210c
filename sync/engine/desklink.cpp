#include "sync/engine/desklink.h"

#include "sync/ports/stopwatch.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcDatabase, "syncdesk.engine.database")

/// Spoken on when maintenance mode is switched.
const QString maintenanceChannel = u"syncdesk_maintenance"_s;
constexpr std::chrono::milliseconds beatEvery = 5s;
constexpr std::chrono::milliseconds firstPause = 1s;
constexpr std::chrono::milliseconds longestPause = 15s;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::DeskLink)
};

DeskRecord deskRecord(const PgRow &row)
{
    DeskRecord record;
    record.maintenance.active = row.boolean(0);
    if (record.maintenance.active) {
        record.maintenance.reason = row.text(1);
        record.maintenance.changedBy = row.text(2);
        record.maintenance.until = row.dateTime(3);
    }
    record.safeLevel = fromWord<SafeLevel>(row.text(4));
    record.catalogueShop = {row.text(5), row.int64(6)};
    return record;
}

} // namespace

DeskLink::DeskLink(ConnectionSettings settings, Clock &clock, std::function<Result<Done>()> revive)
    : m_settings(std::move(settings))
    , m_revive(std::move(revive))
    , m_clock(clock)
    , m_listener(m_settings, {maintenanceChannel}, clock, {})
    , m_nextBeat(clock.timer([this] { beat(); }))
{
    m_listener.setParent(this); // so that it moves to another thread with the link
    connect(&m_listener, &PgListener::notified, this, &DeskLink::beat);
    connect(&m_listener, &PgListener::listening, this, [this] {
        Q_EMIT liveChanged({LinkState::Ok, Words::tr("live"), {}});
    });
    connect(&m_listener, &PgListener::interrupted, this, [this](const Failure &failure) {
        Q_EMIT liveChanged({LinkState::Failed, failure.what, failure});
    });
}

DeskLink::~DeskLink() = default;

void DeskLink::begin()
{
    tell({LinkState::Connecting, Words::tr("connecting"), {}});
    beat();
    m_listener.start();
}

void DeskLink::tryNow()
{
    QMetaObject::invokeMethod(this, &DeskLink::beat, Qt::QueuedConnection);
}

void DeskLink::interrupt()
{
    std::shared_ptr<const PgCanceller> canceller;
    {
        const QMutexLocker lock(&m_cancellerMutex);
        canceller = m_canceller;
    }
    if (canceller)
        canceller->cancel();
}

void DeskLink::beat()
{
    if (!m_session || !m_session->isOpen()) {
        if (auto opened = open(); !opened)
            return tellFailure(opened.failure());
    }
    readRecord();
}

Result<PgSession *> DeskLink::liveSession()
{
    if (m_session && m_session->isOpen() && m_session->ping())
        return m_session.get();
    if (auto opened = open(); !opened) {
        tellFailure(opened.failure());
        return opened.failure();
    }
    return m_session.get();
}

Result<Done> DeskLink::open()
{
    m_session.reset();
    auto opened = PgSession::open(m_settings);
    if (!opened && m_revive && opened.failure().kind == FailureKind::DatabaseUnreachable) {
        if (auto revived = m_revive(); !revived)
            return revived.failure();
        opened = PgSession::open(m_settings);
    }
    if (opened)
        m_session = std::move(*opened);
    {
        const QMutexLocker lock(&m_cancellerMutex);
        m_canceller = m_session ? m_session->canceller() : nullptr;
    }
    if (!opened)
        return opened.failure();
    m_failedAttempts = 0;
    return Done{};
}

void DeskLink::readRecord()
{
    const Stopwatch stopwatch(m_clock);
    auto answer = m_session->execute(sql(u"engine/heartbeat"));
    if (!answer)
        return tellFailure(answer.failure());
    // Rounded, or the text would change with every beat.
    const qint64 milliseconds = stopwatch.elapsed().count();
    tell({LinkState::Ok,
        milliseconds < 10 ? Words::tr("connected") : Words::tr("connected, %1 ms").arg((milliseconds + 5) / 10 * 10),
        {}});
    if (!answer->isEmpty())
        Q_EMIT recordRead(deskRecord(answer->first()));
    m_nextBeat->startOnce(beatEvery);
}

void DeskLink::tellFailure(const Failure &failure)
{
    if (m_link.state != LinkState::Failed)
        qCWarning(lcDatabase, "%s (%s)", qUtf8Printable(failure.what), qUtf8Printable(failure.detail));
    tell({LinkState::Failed, failure.what, failure});
    const auto pause = std::min(longestPause, firstPause * (1 << std::min(m_failedAttempts, 4)));
    ++m_failedAttempts;
    m_nextBeat->startOnce(pause);
}

void DeskLink::tell(Link link)
{
    if (std::exchange(m_link, link) != link)
        Q_EMIT linkChanged(link);
}

} // namespace Sync
