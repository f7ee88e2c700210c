#include "sync/jobs/pull/mirrorpull.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/sqlsteps.h"

#include <QCoreApplication>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::MirrorPull", text);
}

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
    return MirrorState{row.boolean(0), row.text(1), row.dateTime(2)};
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
        const auto emptied = PgTransaction::run(
            m_session, pull.commitCheck, [](PgSession &session) { return runSteps(session, {u"pull/empty_pulled"}); });
        return emptied ? Result<bool>(false) : emptied.failure();
    }
    if (!pull.isWholeShop) {
        return Failure{FailureKind::Refused,
            tr("The shop has to be read completely once before parts of it can be pulled."), tr("Nothing was changed."),
            tr("Start a full pull.")};
    }
    const auto emptied = PgTransaction::run(m_session, pull.commitCheck, [&](PgSession &session) {
        return runSteps(session, {u"pull/mark_incomplete", u"pull/empty_mirror"}, {{u"fingerprint", pull.fingerprint}});
    });
    return emptied ? Result<bool>(true) : emptied.failure();
}

Result<LoadReport> MirrorPuller::load(const MirrorPull &pull, bool afresh, const std::stop_token &stop)
{
    LoadPlan plan;
    plan.target = afresh ? LoadTarget::Mirror : LoadTarget::Changes;
    plan.isWholeShop = pull.isWholeShop;
    plan.objectCount = pull.objectCount;
    plan.rootCount = pull.rootCount;
    plan.source = pull.source;
    plan.commitCheck = pull.commitCheck;
    return loadBulkFile(m_session, m_database, plan, m_progress, m_gate, stop);
}

/// Everything that follows from the file, in the caller's transaction.
Result<MirrorPullOutcome> MirrorPuller::settle(
    const MirrorPull &pull, bool afresh, const LoadReport &report, const std::stop_token &stop)
{
    MirrorPullOutcome outcome{afresh, 0, report, {}};
    const CompareScope scope = afresh ? CompareScope::Everything : CompareScope::Pulled;
    Comparison comparison(m_session, pull.batch, stop);
    if (auto begun = comparison.begin(); !begun)
        return begun.failure();
    m_listener(Phase::Comparing);
    if (!afresh) {
        if (auto scoped = addScope(comparison, pull, report); !scoped)
            return scoped.failure();
    }
    const auto written = afresh ? finishFilling(report, stop) : merge(report, pull.isWholeShop, stop);
    if (!written)
        return written.failure();
    outcome.mirrorRowsWritten = *written;
    if (afresh) {
        if (auto scoped = comparison.addScope(scope); !scoped)
            return scoped.failure();
    }
    m_listener(Phase::Staging);
    if (auto staged = comparison.stagePull(scope); !staged)
        return staged.failure();
    if (auto pushes = comparison.stagePush(); !pushes)
        return pushes.failure();
    if (auto refreshed = comparison.refreshStatus(); !refreshed)
        return refreshed.failure();
    const auto counts = comparison.staged();
    if (!counts)
        return counts.failure();
    outcome.staged = *counts;
    if (auto marked
        = runSteps(m_session, {u"pull/mark_complete"}, {{u"watermark", pull.watermark}, {u"batch", pull.batch}});
        !marked)
        return marked.failure();
    for (const ChangeChannel channel : {ChangeChannel::Staged, ChangeChannel::Catalogue}) {
        if (auto told = BatchLedger::announce(m_session, channel, pull.batch); !told)
            return told.failure();
    }
    return outcome;
}

/// Names what the file changes, before it is merged.
Result<Done> MirrorPuller::addScope(Comparison &comparison, const MirrorPull &pull, const LoadReport &report)
{
    if (const auto dropped = runFor(m_session, u"pull/drop_orphans_pulled", report.orphans); !dropped)
        return dropped.failure();
    if (auto scoped = comparison.addScope(CompareScope::Pulled); !scoped)
        return scoped;
    if (const auto analyzed = runSteps(m_session, {u"pull/analyze_pulled_facets"}); !analyzed)
        return analyzed.failure();
    return comparison.addPulledFacets(pull.isWholeShop);
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
    const auto facets = mergeFacets(report, false, stop);
    if (!facets)
        return facets.failure();
    return report.products + report.variants - static_cast<qint64>(report.orphans.size()) + *facets;
}

Result<qint64> MirrorPuller::merge(const LoadReport &report, bool isWholeShop, const std::stop_token &stop)
{
    if (const auto analyzed = runSteps(m_session, {u"pull/analyze_pulled"}, {}, stop); !analyzed)
        return analyzed.failure();
    const auto merged = runSteps(m_session,
        {u"pull/remove_variants_of_products", u"pull/remove_variants", u"pull/remove_products", u"pull/update_products",
            u"pull/insert_products", u"pull/update_variants", u"pull/insert_variants"},
        {}, stop);
    if (!merged)
        return merged.failure();
    if (const auto doubted = runFor(m_session, u"pull/doubt_products", report.contradictedProducts); !doubted)
        return doubted.failure();
    if (const auto doubted = runFor(m_session, u"pull/doubt_variants", report.contradictedVariants); !doubted)
        return doubted.failure();
    const auto facets = mergeFacets(report, isWholeShop, stop);
    if (!facets)
        return facets.failure();
    return *merged + *facets;
}

/// After products and variants: a facet goes with its owner.
Result<qint64> MirrorPuller::mergeFacets(const LoadReport &report, bool isWholeShop, const std::stop_token &stop)
{
    qint64 written = 0;
    const auto add = [&](std::initializer_list<QStringView> steps) -> Result<Done> {
        const auto rows = runSteps(m_session, steps, {}, stop);
        if (!rows)
            return rows.failure();
        written += *rows;
        return Done{};
    };
    if (report.goneFacets > 0)
        if (const auto removed = add({u"pull/remove_facets"}); !removed)
            return removed.failure();
    if (isWholeShop)
        if (const auto removed = add({u"pull/remove_unread_facets"}); !removed)
            return removed.failure();
    if (report.facets == 0)
        return written;
    if (const auto merged = add({u"pull/merge_facets"}); !merged)
        return merged.failure();
    if (const auto analyzed = runSteps(m_session, {u"pull/analyze_facets"}, {}, stop); !analyzed)
        return analyzed.failure();
    return written;
}

} // namespace Sync
