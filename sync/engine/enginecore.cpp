#include "sync/engine/enginecore.h"

#include "sync/async/signalwait.h"
#include "sync/async/start.h"
#include "sync/db/pgsession.h"
#include "sync/engine/activity.h"
#include "sync/engine/shopguard.h"
#include "sync/graphql/shopaddress.h"
#include "sync/lease/catalogueshop.h"
#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <QCoreApplication>

#include <utility>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcEngine, "syncdesk.engine")

constexpr std::chrono::milliseconds watchEvery = 1s;
constexpr std::chrono::milliseconds tickEvery = 100ms;
constexpr std::chrono::milliseconds greetEvery = 60s;
constexpr std::chrono::milliseconds greetFailedEvery = 10s;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Engine)
};

/// How a batch that ended without a report reads in its last snapshot.
BatchStatus statusOf(const Result<BatchReport> &report)
{
    if (report)
        return report->status;
    return report.failure().kind == FailureKind::Stopped ? BatchStatus::Cancelled : BatchStatus::Failed;
}

} // namespace

class EngineCore::Turn
{
    Q_DISABLE_COPY_MOVE(Turn)

public:
    Turn(EngineCore &core, const QString &activity, std::optional<BatchKind> kind = {})
        : m_going(core)
        , m_core(core)
    {
        m_core.m_activity = activity;
        m_core.m_batchKind = kind;
        m_core.publish();
    }
    ~Turn()
    {
        m_core.m_activity.clear();
        m_core.m_batchKind.reset();
        m_core.publish();
    }

private:
    Going m_going;
    EngineCore &m_core;
};

EngineCore::EngineCore(EngineSetup setup)
    : m_setup(std::move(setup))
    , m_shopSettings(m_setup.shop)
    , m_safeLevel(*m_setup.clock, m_setup.shop.safeLevel)
    , m_gate(this)
    , m_watch(m_setup.clock->timer([this] { watch(); }))
    , m_tick(m_setup.clock->timer([this] { m_meter->tick(); }))
    , m_operator(m_setup.operatorAtDesk)
    , m_database{LinkState::Connecting, {}, {}}
    , m_live{LinkState::Connecting, {}, {}}
{
    connect(&m_gate, &PauseGate::held, this, [this] { m_meter->paused(); });
}

EngineCore::~EngineCore() = default;

void EngineCore::begin()
{
    m_shop = m_setup.makeShop();
    m_tasks = m_setup.makeTasks();
    if (m_setup.makeChecks)
        m_checks = m_setup.makeChecks();
    m_shopLink = std::make_unique<ShopLink>(*m_shop, *m_setup.clock);
    connect(m_shopLink.get(), &ShopLink::changed, this, &EngineCore::publish);
    m_meter = std::make_unique<ProgressMeter>(*m_setup.clock,
        ProgressMeter::Outlet{[this](const ProgressSnapshot &progress) { tellProgress(progress); },
            [this](const ItemOutcome &outcome) { Q_EMIT itemFinished(outcome); },
            [this] { return m_shop->throttle(); }});
    m_watch->startEvery(watchEvery);
    publish();
    greetNow();
}

QCoro::Task<void> EngineCore::shutDown()
{
    m_watch->stop();
    m_life.request_stop();
    requestStop();
    while (m_goingOn > 0)
        co_await SignalWait(this, &EngineCore::idle, {});
    // Belongs to this thread, so it goes before the thread does.
    m_tick->stop();
    m_session.reset();
}

std::optional<Failure> EngineCore::refusal() const
{
    if (m_life.stop_requested())
        return shuttingDown();
    if (m_activity.isEmpty())
        return {};
    const BatchId batch = m_batchKind ? m_meter->batch() : BatchId();
    const QString what = batch.isValid() ? Words::tr("“%1” (run %2) is going on.").arg(m_activity).arg(batch.value)
                                         : Words::tr("“%1” is going on.").arg(m_activity);
    return Failure{FailureKind::Busy, what, Words::tr("Only one thing at a time may write; nothing was started."),
        Words::tr("Wait for its end, or stop it first.")};
}

Result<Done> EngineCore::openSession()
{
    if (m_session && m_session->isOpen() && m_session->ping())
        return Done{};
    m_session.reset();
    auto opened = PgSession::open(m_setup.database);
    if (!opened)
        return opened.failure();
    m_session = std::move(*opened);
    return Done{};
}

/// What a job works with, once it is certain that the database is this shop's.
QCoro::Task<Result<std::unique_ptr<JobContext>>> EngineCore::context(std::stop_token stop)
{
    if (auto opened = openSession(); !opened)
        co_return opened.failure();
    const Result<ShopIdentity> said = co_await m_shopLink->identify(stop);
    if (stop.stop_requested())
        co_return stopped();
    const Result<ShopIdentity> shop = shopToServe(*m_session, said, m_setup.shop.url);
    if (!shop)
        co_return shop.failure();
    m_shopSettings.identity = *shop;
    m_shopSettings.name = m_shopLink->shopName();
    if (auto read = readSafeLevel(*m_session, m_safeLevel); !read)
        co_return read.failure();
    m_shopSettings.safeLevel = m_safeLevel.level();
    co_return std::unique_ptr<JobContext>(new JobContext{*m_session, m_setup.database, *m_shop, *m_setup.clock,
        *m_setup.random, m_gate, *m_meter, m_shopSettings, m_operator});
}

std::stop_token EngineCore::newStop()
{
    const QMutexLocker lock(&m_stopMutex);
    m_stop = std::stop_source();
    return m_stop.get_token();
}

QCoro::Task<Result<BatchReport>> EngineCore::run(RunRequest request, QString startedBy)
{
    if (auto refused = refusal())
        co_return *refused;
    const BatchKind kind = kindOf(request);
    const std::stop_token stop = newStop();
    m_gate.open();
    m_meter->begin(kind);
    const Turn turn(*this, activityName(kind), kind);
    m_tick->startEvery(tickEvery);
    Result<BatchReport> report = co_await runBatch(std::move(request), std::move(startedBy), stop);
    if (!report || report->status != BatchStatus::Completed)
        settleLater();
    m_operator.name = m_setup.operatorAtDesk.name;
    m_tick->stop();
    m_gate.open();
    m_meter->finish(statusOf(report));
    if (report)
        Q_EMIT batchFinished(*report);
    co_return report;
}

QCoro::Task<Result<BatchReport>> EngineCore::runBatch(RunRequest request, QString startedBy, std::stop_token stop)
{
    co_await afterSettling(stop);
    if (!startedBy.isEmpty())
        m_operator.name = startedBy;
    if (!startedBy.isEmpty() && std::holds_alternative<PushRequest>(request)
        && m_safeLevel.level() == SafeLevel::Locked)
        co_return lockedForSchedules();
    const auto job = co_await context(stop);
    if (!job)
        co_return job.failure();
    co_return co_await m_tasks->run(std::move(request), **job, stop);
}

QCoro::Task<Result<qint64>> EngineCore::stageLocalEdits()
{
    if (auto refused = refusal())
        co_return *refused;
    const Turn turn(*this, Words::tr("Compare local edits"));
    const std::stop_token stop = newStop();
    co_await afterSettling(stop);
    const auto job = co_await context(stop);
    if (!job)
        co_return job.failure();
    co_return co_await m_tasks->stageLocalEdits(**job, stop);
}

QCoro::Task<Result<RollbackPlan>> EngineCore::planRollback(RollbackRequest request)
{
    if (auto refused = refusal())
        co_return *refused;
    const Turn turn(*this, Words::tr("Preview of a rollback"));
    const std::stop_token stop = newStop();
    co_await afterSettling(stop);
    const auto job = co_await context(stop);
    if (!job)
        co_return job.failure();
    Result<RollbackPlan> plan = co_await m_tasks->planRollback(std::move(request), **job, stop);
    if (plan && !m_shopLink->shopName().isEmpty())
        plan->shopName = m_shopLink->shopName(); // what staff call it, rather than its address
    co_return plan;
}

QCoro::Task<Result<ReplayPlan>> EngineCore::planReplay(ReplayRequest request)
{
    if (auto refused = refusal())
        co_return *refused;
    const Turn turn(*this, Words::tr("Preview of a replay"));
    const std::stop_token stop = newStop();
    co_await afterSettling(stop);
    const auto job = co_await context(stop);
    if (!job)
        co_return job.failure();
    Result<ReplayPlan> plan = co_await m_tasks->planReplay(std::move(request), **job, stop);
    if (plan && !m_shopLink->shopName().isEmpty())
        plan->fields.shopName = m_shopLink->shopName();
    co_return plan;
}

QCoro::Task<Result<QList<CheckResult>>> EngineCore::runChecks(QStringList only)
{
    if (!m_checks)
        co_return noChecks();
    // Not a turn: checks are wanted most while something hangs.
    const Going going(*this);
    const CheckScope scope{m_setup, m_shopSettings, *m_shop};
    const std::function<void(CheckResult)> ended = [this](const CheckResult &result) { Q_EMIT checkFinished(result); };
    co_return co_await m_checks->run(std::move(only), scope, ended, m_life.get_token());
}

QCoro::Task<Result<RemedyReport>> EngineCore::runRemedy(QString id)
{
    if (m_life.stop_requested())
        co_return shuttingDown();
    if (!m_checks)
        co_return noChecks();
    const Going going(*this);
    const CheckScope scope{m_setup, m_shopSettings, *m_shop};
    co_return co_await m_checks->mend(std::move(id), scope, m_life.get_token());
}

void EngineCore::pause()
{
    if (!m_batchKind || !m_gate.isOpen())
        return;
    m_meter->pauseRequested();
    m_gate.close();
}

void EngineCore::resume()
{
    if (!m_batchKind || m_gate.isOpen())
        return;
    m_meter->resumed();
    m_gate.open();
}

std::stop_source EngineCore::currentStop()
{
    const QMutexLocker lock(&m_stopMutex);
    return m_stop;
}

void EngineCore::requestStop()
{
    // Outside the lock: whoever hears the stop may ask for the next batch's token at once.
    currentStop().request_stop();
}

void EngineCore::greetNow()
{
    start(greet(), "greeting the shop");
}

QCoro::Task<Result<Done>> EngineCore::greet()
{
    const Going going(*this);
    co_await m_shopLink->greet(m_life.get_token());
    co_return Done{};
}

/// What a run that did not come to a good end may have left open, as where its database went away, is looked at without
/// a restart; not at once, as its requests may still arrive and whoever runs something wants the writer's turn.
void EngineCore::settleLater()
{
    m_needsSettling = true;
    m_settleFrom = m_setup.clock->monotonic() + m_setup.settlePause;
}

/// Work that writes waits until what an earlier run left open was looked at.
QCoro::Task<void> EngineCore::afterSettling(std::stop_token stop)
{
    while (m_isSettling && !stop.stop_requested())
        co_await SignalWait(this, &EngineCore::settled, stop);
}

QCoro::Task<Result<Done>> EngineCore::settleOpen()
{
    const Going going(*this);
    m_needsSettling = false;
    m_isSettling = true;
    Result<Settling> found = Settling();
    const auto job = co_await context(m_life.get_token());
    if (job)
        found = co_await m_tasks->settleOpen(**job, m_life.get_token());
    else
        found = job.failure();
    m_isSettling = false;
    Q_EMIT settled();
    // What cannot be looked at now, because it cannot be reached or some run has its turn, is tried again. So is,
    // later, what was refused: a token or a right that is missing may be given.
    if (!found && found.failure().isTransient())
        m_needsSettling = true;
    else if (!found || !found->isComplete)
        settleLater();
    if (!found && (found.failure().kind == FailureKind::Busy || found.failure().kind == FailureKind::Stopped))
        co_return Done{};
    const QString said = found ? found->found : found.failure().text();
    if (std::exchange(m_lastFound, said) == said || said.isEmpty())
        co_return Done{};
    if (!found)
        co_return found.failure();
    qCWarning(lcEngine, "%s", qUtf8Printable(said));
    co_return Done{};
}

bool EngineCore::chooseSafeLevel(SafeLevel level)
{
    // Whether it lasts depends on the level all desks share, of which a command may be too quick to have heard.
    if (m_activity.isEmpty() && !m_isSettling && openSession())
        if (const Result<Done> read = readSafeLevel(*m_session, m_safeLevel); !read)
            qCWarning(lcEngine, "%s (%s)", qUtf8Printable(read.failure().what), qUtf8Printable(read.failure().detail));
    const bool lasts = m_safeLevel.choose(level);
    publish();
    return lasts;
}

Result<SafeLevelState> EngineCore::safeLevel()
{
    // A run under way keeps its session, and asks on it between two of its own statements only.
    if (m_activity.isEmpty() && !m_isSettling)
        if (const Result<Done> opened = openSession(); !opened)
            return opened.failure();
    if (m_session && m_session->isOpen())
        if (const Result<Done> read = readSafeLevel(*m_session, m_safeLevel); !read)
            return read.failure();
    return SafeLevelState{m_safeLevel.level(), m_safeLevel.until()};
}

void EngineCore::noteDatabase(const Link &link)
{
    m_database = link;
    publish();
}

void EngineCore::noteLive(const Link &link)
{
    m_live = link;
    publish();
}

void EngineCore::noteRecord(const DeskRecord &record)
{
    if (m_maintenance.active && !record.maintenance.active)
        m_needsSettling = true; // it was put off until now
    m_maintenance = record.maintenance;
    m_catalogueShop = record.catalogueShop;
    if (record.safeLevel)
        m_safeLevel.setStored(*record.safeLevel);
    publish();
}

void EngineCore::tellProgress(const ProgressSnapshot &progress)
{
    if (m_batchKind && progress.batch.isValid() && m_state.runningBatch != progress.batch)
        publish(); // so that who hears of a batch's progress already knows of the batch
    Q_EMIT progressed(progress);
}

void EngineCore::watch()
{
    const bool isShopThere
        = m_shopLink->link().state == LinkState::Ok || m_shopLink->link().state == LinkState::Attention;
    const auto since = m_setup.clock->monotonic() - m_shopLink->greetedAt();
    if (m_activity.isEmpty() && since >= (isShopThere ? greetEvery : greetFailedEvery))
        greetNow();
    if (m_needsSettling && !m_isSettling && m_activity.isEmpty() && !m_maintenance.active && isShopThere
        && m_database.state == LinkState::Ok && m_setup.clock->monotonic() >= m_settleFrom)
        start(settleOpen(), "settling what an earlier run left open");
    publish();
}

void EngineCore::publish()
{
    m_shopSettings.safeLevel = m_safeLevel.level();
    DeskState state;
    state.database = m_database;
    state.live = m_live;
    if (m_shopLink) {
        state.shopify = m_shopLink->link();
        state.shopName = m_shopLink->shopName();
        const ShopIdentity &shop = m_shopLink->identity();
        if (!shop.domain.isEmpty() && !m_catalogueShop.domain.isEmpty() && !isSameShop(m_catalogueShop, shop)) {
            const Failure foreign = belongsToAnotherShop(m_catalogueShop, shop);
            state.shopify = {LinkState::Failed, foreign.what, foreign};
        }
        state.throttle = m_shop->throttle();
    }
    state.shopDomain = ShopAddress{.url = m_setup.shop.url}.domain();
    state.apiVersion = m_setup.shop.apiVersion;
    state.safeLevel = m_safeLevel.level();
    state.safeLevelUntil = m_safeLevel.until();
    state.maintenance = m_maintenance;
    if (m_batchKind && m_meter->batch().isValid())
        state.runningBatch = m_meter->batch();
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace Sync
