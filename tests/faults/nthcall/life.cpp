#include "tests/faults/nthcall/life.h"

#include "sync/engine/jobtasks.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/jobs/push/pushjob.h"
#include "sync/jobs/rollback/rollbackjob.h"
#include "sync/journal/pgjournalstore.h"
#include "sync/lease/pgleasestore.h"
#include "sync/review/reviewdecisions.h"
#include "tests/support/runtask.h"

#include <QUrl>

namespace Faults {

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;

namespace {

constexpr int longest = 120'000;

/// Waits for a job; one that never ends is a defect of its own.
template <typename T>
Result<Done> ended(QCoro::Task<Result<T>> task)
{
    const auto result = TestSupport::runTask(std::move(task), longest);
    if (!result)
        qFatal("A job does not end.");
    if (!*result)
        return result->failure();
    return Done{};
}

QCoro::Task<Result<QString>> asTask(Result<QString> made)
{
    co_return Result<QString>(made);
}

ShopSettings settingsFor(World &world, bool throughProxies)
{
    ShopSettings settings;
    settings.url = QUrl(throughProxies ? world.proxiedShop() : world.shop().url());
    settings.parallelWorkers = 1;
    settings.identity = {u"nth-call.myshopify.com"_s, 7};
    const QString known = world.value(u"SELECT domain || ' ' || coalesce(number, 0) FROM catalogue_shop"_s);
    if (!known.isEmpty())
        settings.identity = {known.section(u' ', 0, 0), known.section(u' ', 1).toLongLong()};
    return settings;
}

/// The stores of the protocol on one session.
struct Stores
{
    explicit Stores(PgSession &session)
        : journal(session)
        , leases(session)
    { }

    PgJournalStore journal;
    PgLeaseStore leases;
};

} // namespace

Life::Life(World &world, FailedCall &failing, Way way)
    : m_world(world)
    , m_failing(failing)
    , m_database(way == Way::ThroughProxies ? world.proxiedDatabase() : world.database())
    , m_settings(settingsFor(world, way == Way::ThroughProxies))
    , m_shop(m_settings, {.accessToken = Secret(world.shop().token()), .clientId = {}, .clientSecret = {}}, m_clock,
          m_random)
{
    m_times.settleAfter = 30ms;
    m_times.leavesWithin = 0ms;
    m_times.firstLook = 1ms;
    m_times.readLag = 30ms;
    m_times.lookAgain = 5ms;
}

Result<Done> Life::open()
{
    if (m_session && m_session->isOpen())
        return Done{};
    auto opened = PgSession::open(m_database);
    if (!opened)
        return opened.failure();
    m_session = std::move(*opened);
    return Done{};
}

Result<Done> Life::act(const OperationKind &operation)
{
    if (auto opened = open(); !opened)
        return opened;
    switch (operation.doing) {
    case Pushing:
    case Writing:
        return push();
    case RollingBack:
        return rollBack();
    case Settling:
        return settle();
    case Pulling:
    case PullingFirst:
        return pull();
    case Applying:
        return apply();
    case Approving:
        return approve(Direction::Pull);
    case FindingEdits:
        return stage();
    case SwitchingMaintenance:
    case Migrating:
        break;
    }
    qFatal("%s is no job.", qUtf8Printable(operation.name));
}

Result<Done> Life::sendEverything()
{
    constexpr int mostRounds = 5;
    for (int round = 0; round < mostRounds; ++round) {
        if (auto staged = stage(); !staged)
            return staged;
        const QString open = m_world.value(
            u"SELECT count(*) FROM staged_product_changes WHERE direction = 'push' AND status IN ('pending', 'approved')"_s);
        if (open == "0"_L1)
            return Done{};
        if (auto approved = approve(Direction::Push); !approved)
            return approved;
        if (auto sent = push(); !sent)
            return sent;
    }
    return Failure{FailureKind::Internal, u"There is always something left to send."_s};
}

Result<Done> Life::push()
{
    if (auto opened = open(); !opened)
        return opened;
    Stores stores(*m_session);
    PushJob job(
        {stores.journal, stores.leases, m_shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who, m_times});
    return ended(job.run(PushRequest{.overrideBreaker = true}, {}));
}

Result<Done> Life::settle()
{
    Stores stores(*m_session);
    PushJob job(
        {stores.journal, stores.leases, m_shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who, m_times});
    return ended(job.settleUnknown({}));
}

Result<Done> Life::rollBack()
{
    const QString batch = m_world.value(u"SELECT min(id) FROM sync_batches WHERE kind = 'push'"_s);
    Stores stores(*m_session);
    RollbackJob job(
        {stores.journal, stores.leases, m_shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who, m_times});
    const RollbackJob::Backup backup = [this](std::stop_token) {
        Result<QString> made = u"backup.dump"_s;
        if (m_failing.failsBackup())
            made = Failure{FailureKind::LocalDisk, u"The disk is full."_s};
        return asTask(made);
    };
    RollbackRequest request;
    request.batch = BatchId{batch.toLongLong()};
    return ended(job.run(request, backup, {}));
}

Result<Done> Life::pull()
{
    if (auto opened = open(); !opened)
        return opened;
    JobTasks tasks{QString()};
    const JobContext context{*m_session, m_database, m_shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who};
    return ended(tasks.run(PullRequest{}, context, {}));
}

Result<Done> Life::apply()
{
    JobTasks tasks{QString()};
    const JobContext context{*m_session, m_database, m_shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who};
    return ended(tasks.run(ApplyRequest{}, context, {}));
}

Result<Done> Life::stage()
{
    if (auto opened = open(); !opened)
        return opened;
    JobTasks tasks{QString()};
    const JobContext context{*m_session, m_database, m_shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who};
    return ended(tasks.stageLocalEdits(context, {}));
}

Result<Done> Life::approve(Direction direction)
{
    const auto decided
        = decideOnChanges(*m_session, {.target = {.matching = StagedQuery{.direction = direction}}}, m_who);
    if (!decided)
        return decided.failure();
    return Done{};
}

} // namespace Faults
