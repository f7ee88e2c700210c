#include "sync/jobs/pull/pulljob.h"

#include "sync/async/gate.h"
#include "sync/db/pgsession.h"
#include "sync/jobs/common/databaseworker.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/pull/channelright.h"
#include "sync/jobs/pull/collectionlookup.h"
#include "sync/jobs/pull/pullreport.h"
#include "sync/jobs/pull/pullresume.h"
#include "sync/jobs/pull/shopnames.h"
#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Q_LOGGING_CATEGORY(lcPull, "syncdesk.pull")

constexpr std::chrono::milliseconds TickInterval{100};

QJsonObject scopeOf(const PullRequest &request, const std::optional<PullRecord> &resumed)
{
    QJsonObject scope = toJson(request);
    if (resumed)
        scope.insert(u"resumes"_s, resumed->batch.value);
    return scope;
}

} // namespace

PullJob::PullJob(JobContext context, PullRequest request)
    : m_context(context)
    , m_request(std::move(request))
    , m_ticks(m_context.clock.timer([this] { followProgress(); }))
{ }

PullJob::~PullJob() = default;

QCoro::Task<Result<BatchReport>> PullJob::run(std::stop_token stop)
{
    if (const Result<Done> begun = co_await m_turn.begin(); !begun)
        co_return begun.failure();
    const Result<BatchReport> report = co_await runInTurn(stop);
    co_await m_turn.end();
    co_return report;
}

QCoro::Task<Result<BatchReport>> PullJob::runInTurn(std::stop_token stop)
{
    if (m_request.resume) {
        if (auto taken = takeUp(); !taken)
            co_return taken.failure();
    }
    auto ledger
        = BatchLedger::open(m_context.session, BatchKind::Pull, scopeOf(m_request, m_record), m_context.operatorAtDesk);
    if (!ledger)
        co_return ledger.failure();
    m_ledger = std::move(*ledger);
    m_context.observer.batchStarted(m_ledger->id(), BatchKind::Pull);
    m_context.observer.phaseStarted(Phase::Preparing, 0);
    const std::function<QCoro::Task<Result<MirrorPullOutcome>>(std::stop_token)> work
        = [this](std::stop_token whileHeld) { return pull(std::move(whileHeld)); };
    const auto outcome = co_await m_turn.watched<MirrorPullOutcome>(work, stop);
    m_ticks->stop();
    m_worker.reset();
    co_return close(outcome);
}

/// Makes the request of the pull that was interrupted this one's own.
Result<Done> PullJob::takeUp()
{
    auto record = readUnfinishedPull(m_context.session);
    if (!record)
        return record.failure();
    if (!*record)
        return Failure{FailureKind::Refused, tr("No pull was interrupted that could go on."), tr("Nothing was read."),
            tr("Pull what changed, or everything.")};
    m_record = std::move(**record);
    m_request = m_record->request;
    return Done{};
}

QCoro::Task<Result<MirrorPullOutcome>> PullJob::pull(std::stop_token stop)
{
    Result<Done> read = co_await readSurroundings(stop);
    if (!read)
        co_return read.failure();
    if (m_record)
        read = co_await goOnReading(stop);
    else
        read = co_await readProducts(stop);
    if (!read)
        co_return read.failure();
    if (m_plan.isQuick) {
        const Result<Done> listed = co_await readList(stop);
        if (!listed)
            co_return listed.failure();
    }
    if (auto passed = co_await passGate(stop); !passed)
        co_return passed.failure();
    m_worker = std::make_unique<DatabaseWorker>(m_context.database);
    m_ticks->startEvery(TickInterval);
    const MirrorPull plan = mirrorPull(stop);
    const std::function<Result<MirrorPullOutcome>(PgSession &)> work = [this, plan, stop](PgSession &session) {
        MirrorPuller puller(
            session, m_context.database, m_progress, m_loadGate, [this](Phase phase) { m_phase = phase; });
        return puller.run(plan, stop);
    };
    const Result<MirrorPullOutcome> outcome = co_await m_worker->run<MirrorPullOutcome>(work, stop);
    if (outcome)
        co_await readNames(stop);
    co_return outcome;
}

/// Finds out what can be asked for. With several locations the mirror is of another kind, and of these locations only:
/// one more or one less is a reason to read everything. So is it when sales channels may be read that could not be.
QCoro::Task<Result<Done>> PullJob::readSurroundings(std::stop_token stop)
{
    if (auto passed = co_await passGate(stop); !passed)
        co_return passed.failure();
    auto locations = co_await activeLocations(m_context.shop, stop);
    if (!locations)
        co_return locations.failure();
    m_locations = std::move(*locations);
    const Result<ChannelRights> channels = co_await readChannelRights(m_context.shop, stop);
    if (!channels)
        co_return channels.failure();
    m_channels = channels->mayRead ? ChannelRead::Included : ChannelRead::LeftOut;
    m_changesChannels = channels->mayChange;
    const auto products = bulkProductsQuery({}, stockRead());
    const auto memberships = bulkMembershipsQuery({}, m_channels);
    if (!products || !memberships)
        co_return products ? memberships.failure() : products.failure();
    QString read = *products + *memberships;
    if (stockRead() == StockRead::ByLocation) {
        QStringList ids;
        for (const StockLocation &location : std::as_const(m_locations))
            ids += QString::number(location.id.value);
        ids.sort();
        read += u' ' + ids.join(u' ');
    }
    m_fingerprint = queryFingerprint(read, m_context.settings.apiVersion);
    co_return Done{};
}

StockRead PullJob::stockRead() const
{
    return m_locations.size() > 1 ? StockRead::ByLocation : StockRead::Total;
}

QCoro::Task<Result<Done>> PullJob::makePlan(std::stop_token stop)
{
    const auto state = readMirrorState(m_context.session);
    if (!state)
        co_return state.failure();
    PullFacts facts{*state, m_fingerprint, m_context.shop.lastContact().serverTime};
    if (m_request.scope == PullScope::Selective && !m_request.collection.isEmpty()) {
        const Result<ShopifyId> collection = co_await findCollection(m_context.shop, m_request.collection, stop);
        if (!collection)
            co_return collection.failure();
        facts.collection = *collection;
    }
    auto plan = planPull(m_request, facts);
    if (plan && plan->isQuick) {
        auto moved = co_await findMovedMembers(m_context.shop, m_context.session, changesAskedFrom(*state), stop);
        if (!moved)
            co_return moved.failure();
        facts.moved = std::move(*moved);
        plan = planPull(m_request, facts);
    }
    if (!plan)
        co_return plan.failure();
    m_plan = std::move(*plan);
    co_return Done{};
}

/// Has Shopify write down what is asked for, and notes which operation does, so that it can be taken up.
QCoro::Task<Result<Done>> PullJob::readProducts(std::stop_token stop)
{
    if (auto forgotten = forgetUnfinishedPull(m_context.session, m_turn.epoch()); !forgotten)
        co_return forgotten;
    const Result<Done> planned = co_await makePlan(stop);
    if (!planned)
        co_return planned.failure();
    const Result<PullRecord> record = co_await startReading(stop);
    if (!record)
        co_return record.failure();
    if (auto noted = noteUnfinishedPull(m_context.session, *record, m_turn.epoch()); !noted)
        co_return noted;
    const Result<Done> read = co_await finishReading(record->operation, record->memberships, stop);
    if (!read)
        co_return read.failure();
    if (!m_plan.isWholeShop() && !m_plan.isQuick && m_files.products.rootObjectCount == 0
        && !m_request.modifiedSince.isValid())
        co_return nothingFound(m_request);
    co_return Done{};
}

/// What the products are in is asked for after them, so that it is never older than they are.
QCoro::Task<Result<PullRecord>> PullJob::startReading(std::stop_token stop)
{
    PullRecord record{m_ledger->id(), m_request, m_plan.filter, m_plan.isQuick, m_fingerprint};
    const struct
    {
        Result<QString> query;
        QString &operation;
    } parts[] = {{bulkProductsQuery(m_plan.filter, stockRead()), record.operation},
        {bulkMembershipsQuery(m_plan.filter, m_channels), record.memberships}};
    for (const auto &part : parts) {
        if (!part.query)
            co_return part.query.failure();
        const Result<QString> id = co_await startQuery(*part.query, stop);
        if (!id)
            co_return id.failure();
        part.operation = *id;
    }
    co_return PullRecord(record);
}

/// Waits for both; a stop cancels both.
QCoro::Task<Result<Done>> PullJob::finishReading(QString products, QString memberships, std::stop_token stop)
{
    auto first = co_await waitFor(products, stop);
    if (!first && !stop.stop_requested())
        co_return first.failure();
    auto second = co_await waitFor(memberships, stop);
    if (!first || !second)
        co_return first ? second.failure() : first.failure();
    m_files = {std::move(*first), std::move(*second)};
    co_return Done{};
}

/// Goes on with what the interrupted pull had asked for, or asks anew when that is of no use any more.
QCoro::Task<Result<Done>> PullJob::goOnReading(std::stop_token stop)
{
    if (auto passed = co_await passGate(stop); !passed)
        co_return passed.failure();
    const Result<Leftover> leftover = co_await findLeftover(m_context, *m_record, m_fingerprint, stop);
    if (!leftover)
        co_return leftover.failure();
    if (!leftover->askAnew.isEmpty()) {
        const Result<Done> read = co_await readProducts(stop);
        m_plan.because = leftover->askAnew;
        co_return read;
    }
    m_plan = {.filter = m_record->filter, .isQuick = m_record->isQuick};
    if (auto carried = carryOn(m_context.session, m_ledger->id(), m_turn.epoch()); !carried)
        co_return carried;
    m_files = leftover->files;
    if (!m_files.arePrepared()) {
        const Result<Done> read = co_await finishReading(m_record->operation, m_record->memberships, stop);
        if (!read)
            co_return read.failure();
    }
    const auto state = readMirrorState(m_context.session);
    if (!state)
        co_return state.failure();
    const bool fillsMirror = !state->isComplete || state->fingerprint != m_fingerprint;
    const Result<bool> isThere = hasRowsOf(m_context.session, *m_record);
    if (!isThere)
        co_return isThere.failure();
    if (*isThere && m_record->fillsMirror == fillsMirror && m_files.hasPlaces())
        m_from = m_record->checkpoint;
    co_return Done{};
}

/// Has Shopify write down the list of all products: after what was asked for, so that none of that can be newer.
QCoro::Task<Result<Done>> PullJob::readList(std::stop_token stop)
{
    const auto query = graphqlDocument(u"bulk_product_list"_s);
    if (!query)
        co_return query.failure();
    const Result<QString> id = co_await startQuery(*query, stop);
    if (!id)
        co_return id.failure();
    auto list = co_await waitFor(*id, stop);
    if (!list)
        co_return list.failure();
    m_list = std::move(*list);
    co_return Done{};
}

QCoro::Task<Result<QString>> PullJob::startQuery(QString query, std::stop_token stop)
{
    if (auto passed = co_await passGate(stop); !passed)
        co_return passed.failure();
    BulkOperations operations(m_context.shop, m_context.clock);
    co_return co_await operations.startQuery(std::move(query), stop);
}

QCoro::Task<Result<BulkOperation>> PullJob::waitFor(QString operation, std::stop_token stop)
{
    m_context.observer.phaseStarted(Phase::Reading, 0);
    BulkOperations operations(m_context.shop, m_context.clock,
        [this](std::stop_token whilePaused) { return passGate(std::move(whilePaused)); });
    const BulkOperations::Progress progress
        = [this](const BulkOperation &seen) { m_context.observer.advanced(seen.objectCount); };
    co_return co_await operations.wait(std::move(operation), progress, stop);
}

/// Waits while the job is paused, and shows it.
QCoro::Task<Result<Done>> PullJob::passGate(std::stop_token stop)
{
    if (!m_context.gate.isOpen()) {
        if (auto paused = m_ledger->setPaused(m_context.session, true); !paused)
            co_return paused.failure();
        co_await m_context.gate.pass(stop);
        if (auto resumed = m_ledger->setPaused(m_context.session, false); !resumed)
            co_return resumed.failure();
    }
    if (stop.stop_requested())
        co_return stopped();
    co_return Done{};
}

MirrorPull PullJob::mirrorPull(std::stop_token stop) const
{
    MirrorPull plan;
    plan.batch = m_ledger->id();
    plan.fingerprint = m_fingerprint;
    plan.isWholeShop = m_plan.isWholeShop();
    plan.locations = m_locations;
    // By the shop's own clock: what changes while the operation runs may or may not be in it, and the next pull asks
    // from its beginning on.
    if (m_plan.isWholeShop() || m_plan.isQuick)
        plan.watermark = m_files.products.createdAt;
    plan.objectCount = m_files.objectCount();
    plan.rootCount = m_files.rootCount();
    plan.hasMemberships = true;
    plan.hasChannels = m_channels == ChannelRead::Included;
    plan.changesChannels = m_changesChannels;
    plan.commitCheck = m_turn.commitCheck();
    plan.from = m_from;
    plan.isCheckpointDue = checkpointTimer();
    plan.source = sourceOf(m_context.shop, m_files, m_from ? m_from->bytes : 0, stop);
    if (m_list)
        plan.list = ListOfProducts{sourceOf(m_context.shop, *m_list, 0, stop), m_list->objectCount};
    return plan;
}

/// True once in an interval; asked on the worker's thread.
std::function<bool()> PullJob::checkpointTimer() const
{
    const Clock &clock = m_context.clock;
    return [&clock, interval = m_checkpointInterval, last = clock.monotonic()]() mutable {
        if (clock.monotonic() - last < interval)
            return false;
        last = clock.monotonic();
        return true;
    };
}

/// Content goes by ids, so names that cannot be read fail nothing.
QCoro::Task<void> PullJob::readNames(std::stop_token stop)
{
    const Result<Done> named
        = co_await refreshShopNames(m_context.shop, m_context.session, m_channels, m_turn.commitCheck(), stop);
    if (!named) {
        qCWarning(lcPull, "names were not read: %s", qUtf8Printable(named.failure().text()));
        co_return;
    }
    const auto told = BatchLedger::announce(m_context.session, ChangeChannel::Catalogue, m_ledger->id());
    if (!told)
        qCWarning(lcPull, "%s", qUtf8Printable(told.failure().text()));
}

/// Hands on how far the worker is, and holds or releases its download with the gate.
void PullJob::followProgress()
{
    if (const Phase phase = m_phase; phase != m_shownPhase) {
        m_shownPhase = phase;
        m_context.observer.phaseStarted(phase, phase == Phase::Loading ? m_files.objectCount() : 0);
    }
    if (m_shownPhase == Phase::Loading)
        m_context.observer.advanced(m_progress.lines, m_progress.bytes);
    const bool hold = !m_context.gate.isOpen();
    if (hold == m_isHeld)
        return;
    m_isHeld = hold;
    if (hold)
        m_loadGate.close();
    else
        m_loadGate.open();
    if (const auto shown = m_ledger->setPaused(m_context.session, hold); !shown)
        qCWarning(lcPull, "%s", qUtf8Printable(shown.failure().detail));
}

Result<BatchReport> PullJob::close(const Result<MirrorPullOutcome> &outcome)
{
    const bool wasStopped = !outcome && outcome.failure().kind == FailureKind::Stopped;
    if (!outcome && !canBeTakenUp(outcome.failure(), m_files.arePrepared())) {
        if (const auto forgotten = forgetUnfinishedPull(m_context.session, m_turn.epoch()); !forgotten)
            qCWarning(lcPull, "%s", qUtf8Printable(forgotten.failure().detail));
    }
    BatchReport report{m_ledger->id(), BatchKind::Pull};
    QString message;
    if (outcome) {
        describePull(m_request, m_plan, *outcome, report);
        if (m_channels == ChannelRead::LeftOut)
            report.warnings << tr("Shopify does not let Syncdesk see in which sales channels products are: the right "
                                  "read_publications is missing. What is known of that stayed as it was.");
        message = tr("%1 products were read; %2 changes wait for a decision.").arg(report.total).arg(report.staged);
        if (report.approvedByRules > 0)
            message += u' ' + tr("%1 more were approved by rules.").arg(report.approvedByRules);
        if (!m_plan.because.isEmpty())
            message.prepend(m_plan.because + u' ');
    } else {
        report.status = wasStopped ? BatchStatus::Cancelled : BatchStatus::Failed;
        message = wasStopped ? tr("The pull was cancelled. The catalogue was not changed.") : outcome.failure().text();
    }
    const auto finished = m_ledger->finish(
        m_context.session, report.status, {report.total, report.succeeded, report.failed, report.skipped}, message);
    if (!outcome && !wasStopped)
        return outcome.failure();
    if (!finished)
        return finished.failure();
    return report;
}

} // namespace Sync
