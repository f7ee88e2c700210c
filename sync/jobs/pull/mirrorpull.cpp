#include "sync/jobs/pull/mirrorpull.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/sqlsteps.h"
#include "sync/jobs/pull/unfinishedpull.h"
#include "sync/loader/productlist.h"
#include "sync/rules/ruleevaluation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::MirrorPull", text);
}

/// Before facets are looked at: what was read of media becomes theirs.
constexpr std::initializer_list<QStringView> arrangeMedia
    = {u"pull/note_media", u"pull/touch_media", u"pull/forget_media", u"pull/split_media", u"pull/remove_media_texts"};

Result<qint64> runFor(PgSession &session, QStringView statement, const std::vector<qint64> &ids)
{
    if (ids.empty())
        return qint64(0);
    return runSteps(session, {statement}, {{u"ids", ids}});
}

} // namespace

Result<MirrorState> readMirrorState(PgSession &session)
{
    const auto rows = session.execute(sql(u"pull/mirror_state"));
    if (!rows)
        return rows.failure();
    if (rows->isEmpty())
        return MirrorState{};
    const PgRow row = rows->first();
    return MirrorState{row.boolean(0), row.text(1), row.dateTime(2), row.int64List(3)};
}

MirrorPuller::MirrorPuller(PgSession &session, const ConnectionSettings &database, LoadProgress &progress,
    LoadGate &gate, PhaseListener listener)
    : m_session(session)
    , m_database(database)
    , m_progress(progress)
    , m_gate(gate)
    , m_listener(std::move(listener))
{ }

Result<MirrorPullOutcome> MirrorPuller::run(const MirrorPull &pull, std::stop_token stop)
{
    const auto afresh = prepare(pull);
    if (!afresh)
        return afresh.failure();
    m_listener(Phase::Loading);
    const auto report = load(pull, *afresh, stop);
    if (!report)
        return report.failure();
    if (pull.list) {
        if (auto listed = loadProductList(m_session, pull.list->source, pull.list->objectCount, m_gate, stop); !listed)
            return listed.failure();
    }
    m_gate.pass(stop);
    if (stop.stop_requested())
        return stopped();
    return PgTransaction::run(
        m_session, pull.commitCheck, [&](PgSession &) { return settle(pull, *afresh, *report, stop); });
}

/// Empties what is to be filled. True when that is the mirror itself.
Result<bool> MirrorPuller::prepare(const MirrorPull &pull)
{
    const auto state = readMirrorState(m_session);
    if (!state)
        return state.failure();
    const bool afresh = !state->isComplete || state->fingerprint != pull.fingerprint;
    if (!afresh) {
        const auto emptied = PgTransaction::run(m_session, pull.commitCheck, [&](PgSession &session) {
            return runSteps(session, {pull.from ? u"pull/empty_removals" : u"pull/empty_pulled"});
        });
        return emptied ? Result<bool>(false) : emptied.failure();
    }
    if (!pull.isWholeShop) {
        return Failure{FailureKind::Refused,
            tr("The shop has to be read completely once before parts of it can be pulled."), tr("Nothing was changed."),
            tr("Start a full pull.")};
    }
    if (pull.from)
        return true;
    const auto emptied = PgTransaction::run(m_session, pull.commitCheck, [&](PgSession &session) {
        return runSteps(session,
            {u"pull/mark_incomplete", u"pull/empty_mirror",
                pull.hasChannels ? u"pull/empty_facets" : u"pull/empty_facets_but_channels"},
            {{u"fingerprint", pull.fingerprint}});
    });
    return emptied ? Result<bool>(true) : emptied.failure();
}

Result<LoadReport> MirrorPuller::load(const MirrorPull &pull, bool afresh, const std::stop_token &stop)
{
    LoadPlan plan;
    plan.target = afresh ? LoadTarget::Mirror : LoadTarget::Changes;
    plan.isWholeShop = pull.isWholeShop;
    plan.hasMemberships = pull.hasMemberships;
    plan.hasChannels = pull.hasChannels;
    plan.objectCount = pull.objectCount;
    plan.rootCount = pull.rootCount;
    plan.source = pull.source;
    plan.commitCheck = pull.commitCheck;
    plan.from = pull.from;
    if (pull.isCheckpointDue) {
        plan.isCheckpointDue = pull.isCheckpointDue;
        plan.saveCheckpoint = [afresh](PgSession &session, const LoadCheckpoint &checkpoint) {
            return keepCheckpoint(session, afresh, checkpoint);
        };
    }
    return loadBulkFile(m_session, m_database, plan, m_progress, m_gate, stop);
}

/// Adds to what the file tells what the list does.
Result<Done> MirrorPuller::applyList(const std::stop_token &stop)
{
    const auto applied = runSteps(
        m_session, {u"pull/remove_unlisted", u"pull/drop_unlisted_variants", u"pull/drop_unlisted_products"}, {}, stop);
    return applied ? Result<Done>(Done{}) : applied.failure();
}

Result<std::vector<qint64>> MirrorPuller::idsOf(QStringView statement, const PgParameters &parameters)
{
    const auto found = m_session.execute(sql(statement), parameters);
    if (!found)
        return found.failure();
    std::vector<qint64> ids;
    for (const PgRow row : *found)
        ids.push_back(row.int64(0));
    return ids;
}

/// Leaves out the products that came without all their variants or without what they are in. One that is left out can
/// leave another with too many or too few when variants move between them, so this goes on until nothing more is found.
Result<QList<qint64>> MirrorPuller::dropIncomplete(bool afresh, const LoadReport &report, const std::stop_token &stop)
{
    QList<qint64> all;
    auto found = idsOf(u"pull/still_there", {{u"ids", report.withoutMemberships}});
    while (true) {
        if (found && found->empty())
            found = idsOf(afresh ? u"pull/find_incomplete_mirror" : u"pull/find_incomplete_pulled");
        if (!found)
            return found.failure();
        if (found->empty())
            return all;
        const std::vector<qint64> ids = std::exchange(*found, {});
        all.append(QList<qint64>(ids.cbegin(), ids.cend()));
        const auto dropped = afresh ? runSteps(m_session,
                                 {u"pull/forget_incomplete_facets", u"pull/forget_incomplete_products",
                                     u"pull/forget_incomplete_variants"},
                                 {{u"ids", ids}}, stop)
                                    : runSteps(m_session,
                                        {u"pull/drop_incomplete_facet_removals", u"pull/drop_incomplete_facets",
                                            u"pull/drop_incomplete_removals", u"pull/drop_incomplete_variants",
                                            u"pull/drop_incomplete_products"},
                                        {{u"ids", ids}}, stop);
        if (!dropped)
            return dropped.failure();
    }
}

/// Everything that follows from the file, in the caller's transaction.
Result<MirrorPullOutcome> MirrorPuller::settle(
    const MirrorPull &pull, bool afresh, const LoadReport &report, const std::stop_token &stop)
{
    MirrorPullOutcome outcome{afresh, 0, report, {}};
    const CompareScope scope = afresh ? CompareScope::Everything : CompareScope::Pulled;
    if (auto noted = noteLocations(pull); !noted)
        return noted.failure();
    Comparison comparison(m_session, pull.batch, stop);
    if (auto begun = comparison.begin(); !begun)
        return begun.failure();
    m_listener(Phase::Comparing);
    if (!afresh) {
        if (const auto dropped = runFor(m_session, u"pull/drop_orphans_pulled", report.orphans); !dropped)
            return dropped.failure();
        if (pull.list) {
            if (auto applied = applyList(stop); !applied)
                return applied.failure();
        } else if (pull.isWholeShop) {
            if (const auto removed = runSteps(m_session, {u"pull/remove_unread"}, {}, stop); !removed)
                return removed.failure();
        }
        auto incomplete = dropIncomplete(false, report, stop);
        if (!incomplete)
            return incomplete.failure();
        outcome.incomplete = std::move(*incomplete);
        if (const auto arranged = runSteps(m_session, arrangeMedia, {}, stop); !arranged)
            return arranged.failure();
        if (const auto analyzed = runSteps(m_session, {u"pull/analyze_pulled_facets"}, {}, stop); !analyzed)
            return analyzed.failure();
        if (auto scoped = comparison.addScope(scope); !scoped)
            return scoped.failure();
    }
    const auto written = afresh ? finishFilling(report, stop) : merge(report, stop);
    if (!written)
        return written.failure();
    outcome.mirrorRowsWritten = *written;
    const auto orphans = m_session.execute(sql(u"pull/count_facet_orphans"));
    if (!orphans)
        return orphans.failure();
    outcome.facetOrphans = orphans->first().int64(0);
    if (afresh) {
        auto incomplete = dropIncomplete(true, report, stop);
        if (!incomplete)
            return incomplete.failure();
        outcome.incomplete = std::move(*incomplete);
        if (auto adopted = adoptMemberships(pull, stop); !adopted)
            return adopted.failure();
        if (auto spread = spreadStock(pull, stop); !spread)
            return spread.failure();
        if (auto scoped = comparison.addScope(scope); !scoped)
            return scoped.failure();
        const std::vector<qint64> left(outcome.incomplete.cbegin(), outcome.incomplete.cend());
        if (const auto kept = runFor(m_session, u"pull/leave_incomplete", left); !kept)
            return kept.failure();
    }
    const auto followed
        = runSteps(m_session, {u"apply/applying_on", u"pull/follow_smart_collections", u"pull/applying_off"}, {}, stop);
    if (!followed)
        return followed.failure();
    m_listener(Phase::Staging);
    if (auto staged = comparison.stagePull(scope); !staged)
        return staged.failure();
    if (auto pushes = comparison.stagePush(); !pushes)
        return pushes.failure();
    if (auto refreshed = comparison.refreshStatus(); !refreshed)
        return refreshed.failure();
    const auto approved = approveByRules(m_session, pull.batch, stop);
    if (!approved)
        return approved.failure();
    const auto counts = comparison.staged();
    if (!counts)
        return counts.failure();
    outcome.staged = *counts;
    outcome.staged.approved = *approved;
    if (auto marked = runSteps(m_session, {u"pull/mark_complete", u"pull/forget_unfinished"},
            {{u"watermark", pull.watermark}, {u"batch", pull.batch}, {u"whole", pull.isWholeShop},
                {u"channels", pull.hasChannels}, {u"channel_changes", pull.changesChannels}});
        !marked)
        return marked.failure();
    if (pull.list) {
        const auto unread = m_session.execute(sql(u"pull/note_unread"), {{u"incomplete", outcome.incomplete}});
        if (!unread)
            return unread.failure();
        outcome.unread = unread->first().int64(0);
    }
    if (!outcome.incomplete.isEmpty()) {
        if (const auto added = runSteps(m_session, {u"pull/add_unread"}, {{u"ids", outcome.incomplete}}); !added)
            return added.failure();
    }
    for (const ChangeChannel channel : {ChangeChannel::Staged, ChangeChannel::Catalogue}) {
        if (auto told = BatchLedger::announce(m_session, channel, pull.batch); !told)
            return told.failure();
    }
    return outcome;
}

/// Before the comparison, which asks whether stock is compared as a total or by location.
Result<Done> MirrorPuller::noteLocations(const MirrorPull &pull)
{
    if (!pull.locations)
        return Done{};
    QJsonArray told;
    for (const StockLocation &location : *pull.locations)
        told += QJsonObject{{u"id"_s, QString::number(location.id.value)}, {u"name"_s, location.name},
            {u"managed_by"_s, location.managedBy}};
    const auto noted = m_session.execute(sql(u"pull/note_locations"), {{u"locations", told}});
    return noted ? Result<Done>(Done{}) : noted.failure();
}

/// When they are read for the first time, which is always into a mirror filled afresh: they are another query.
Result<Done> MirrorPuller::adoptMemberships(const MirrorPull &pull, const std::stop_token &stop)
{
    if (!pull.hasChannels) {
        if (const auto forgotten = runSteps(m_session, {u"pull/forget_stray_channels"}, {}, stop); !forgotten)
            return forgotten.failure();
    }
    if (!pull.hasMemberships)
        return Done{};
    const auto adopted = runSteps(m_session,
        {u"apply/applying_on", u"pull/adopt_memberships", u"pull/applying_off", u"pull/note_memberships"},
        {{u"channels", pull.hasChannels}}, stop);
    return adopted ? Result<Done>(Done{}) : adopted.failure();
}

/// When the shop has come to several locations, or back to one. Only in a mirror filled afresh, as it is then: another
/// number of locations is another query.
Result<Done> MirrorPuller::spreadStock(const MirrorPull &pull, const std::stop_token &stop)
{
    if (!pull.locations)
        return Done{};
    const QStringView way = pull.locations->size() > 1 ? u"pull/adopt_stock" : u"pull/forget_stock";
    const auto spread = runSteps(m_session, {u"apply/applying_on", way, u"pull/applying_off"}, {}, stop);
    return spread ? Result<Done>(Done{}) : spread.failure();
}

Result<qint64> MirrorPuller::finishFilling(const LoadReport &report, const std::stop_token &stop)
{
    if (const auto dropped = runFor(m_session, u"pull/drop_orphans_mirror", report.orphans); !dropped)
        return dropped.failure();
    if (const auto doubted = runFor(m_session, u"pull/doubt_products", report.contradictedProducts); !doubted)
        return doubted.failure();
    if (const auto doubted = runFor(m_session, u"pull/doubt_variants", report.contradictedVariants); !doubted)
        return doubted.failure();
    if (const auto analyzed = runSteps(m_session, {u"pull/analyze_mirror"}, {}, stop); !analyzed)
        return analyzed.failure();
    if (const auto arranged = runSteps(m_session, arrangeMedia, {}, stop); !arranged)
        return arranged.failure();
    const auto facets = mergeFacets(stop);
    if (!facets)
        return facets.failure();
    return report.products + report.variants - static_cast<qint64>(report.orphans.size()) + *facets;
}

Result<qint64> MirrorPuller::merge(const LoadReport &report, const std::stop_token &stop)
{
    if (const auto analyzed = runSteps(m_session, {u"pull/analyze_pulled"}, {}, stop); !analyzed)
        return analyzed.failure();
    const auto merged = runSteps(m_session,
        {u"pull/remove_facets_of_products", u"pull/remove_variants_of_products", u"pull/remove_variants",
            u"pull/remove_products", u"pull/update_products", u"pull/insert_products", u"pull/update_variants",
            u"pull/insert_variants"},
        {}, stop);
    if (!merged)
        return merged.failure();
    if (const auto doubted = runFor(m_session, u"pull/doubt_products", report.contradictedProducts); !doubted)
        return doubted.failure();
    if (const auto doubted = runFor(m_session, u"pull/doubt_variants", report.contradictedVariants); !doubted)
        return doubted.failure();
    const auto facets = mergeFacets(stop);
    if (!facets)
        return facets.failure();
    return *merged + *facets;
}

/// After products and variants: a facet goes with its owner.
Result<qint64> MirrorPuller::mergeFacets(const std::stop_token &stop)
{
    const auto removed = runSteps(m_session, {u"pull/remove_facets"}, {}, stop);
    if (!removed)
        return removed;
    // Whatever this load counted: one that went on may find all it needs read before its checkpoint.
    const auto merged = runSteps(m_session, {u"pull/merge_facets"}, {}, stop);
    if (!merged || *merged == 0)
        return merged ? removed : merged;
    if (const auto analyzed = runSteps(m_session, {u"pull/analyze_facets"}, {}, stop); !analyzed)
        return analyzed.failure();
    return *removed + *merged;
}

} // namespace Sync
