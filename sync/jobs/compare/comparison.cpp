#include "sync/jobs/compare/comparison.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/sqlsteps.h"
#include "sync/rules/ruleevaluation.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Sync {

Comparison::Comparison(PgSession &session, BatchId batch, std::stop_token stop)
    : m_session(session)
    , m_batch(batch)
    , m_stop(std::move(stop))
{ }

Result<Done> Comparison::run(std::initializer_list<QStringView> steps)
{
    const auto done = runSteps(m_session, steps, {{u"batch", m_batch}, {u"skip_rejected", m_skipRejected}}, m_stop);
    if (!done)
        return done.failure();
    return Done{};
}

Result<Done> Comparison::begin()
{
    return run({u"compare/create_scope", u"compare/create_fields", u"compare/create_kept", u"compare/create_push_scope",
        u"compare/create_push_fields", u"compare/push_create_kept", u"compare/create_refreshed"});
}

Result<Done> Comparison::addScope(CompareScope scope)
{
    if (scope == CompareScope::Everything)
        return run({u"compare/scope_everything", u"compare/scope_unverified"});
    return run({u"compare/scope_pulled", u"compare/scope_pulled_facets", u"compare/scope_unverified"});
}

Result<Done> Comparison::stagePull(CompareScope scope)
{
    // A comparison of everything meets rejected creates whose product has not changed; one of what was pulled never
    // does, and there a changed variant alone is reason enough to propose the product again.
    m_skipRejected = scope == CompareScope::Everything;
    if (auto found = run({u"compare/analyze_scope", u"compare/find_product_fields", u"compare/find_variant_fields",
            u"compare/merge_added_options", u"compare/find_added_variants", u"compare/find_removed_variants",
            u"compare/find_facets", u"compare/analyze_fields"});
        !found)
        return found;
    if (auto settled = settle(); !settled)
        return settled;
    if (auto staged
        = run({u"compare/drop_rejected", u"compare/keep_identical", u"compare/renew_kept", u"compare/drop_kept",
            u"compare/push_scope_of_scope", u"compare/supersede", u"compare/stage_creates", u"compare/stage_deletes",
            u"compare/stage_updates", u"compare/stage_fields", u"compare/push_supersede_deletes"});
        !staged)
        return staged;
    if (auto carried = carryDecisions(Direction::Pull); !carried)
        return carried;
    return run({u"compare/mark_waiting"});
}

/// From what was superseded to what took its place.
Result<Done> Comparison::carryDecisions(Direction direction)
{
    const auto carried = runSteps(
        m_session, {u"compare/carry_decisions"}, {{u"batch", m_batch}, {u"direction", toWord(direction)}}, m_stop);
    return carried ? Result<Done>(Done{}) : carried.failure();
}

/// Moves the base where nothing is left to decide.
Result<Done> Comparison::settle()
{
    if (auto settled = run({u"compare/settle_products", u"compare/settle_variants", u"compare/settle_gone_variants",
            u"compare/settle_gone_products", u"compare/settle_gone_facets"});
        !settled)
        return settled;
    const auto anySame = m_session.execute(sql(u"compare/any_same"));
    if (!anySame)
        return anySame.failure();
    if (!anySame->first().boolean(0))
        return Done{};
    return run({u"compare/settle_product_fields", u"compare/settle_variant_fields", u"compare/settle_facets",
        u"compare/settle_removed_facets", u"compare/refresh_settled", u"compare/drop_same"});
}

Result<Done> Comparison::stagePush()
{
    if (auto staged = run({u"compare/analyze_push_scope", u"compare/push_product_fields",
            u"compare/push_variant_fields", u"compare/push_variant_places", u"compare/push_facets",
            u"compare/push_added_variants", u"compare/push_removed_variants", u"compare/push_drop_rejected",
            u"compare/push_keep_identical", u"compare/push_renew_kept", u"compare/push_renew_fields",
            u"compare/push_drop_kept", u"compare/push_supersede", u"compare/push_stage_creates",
            u"compare/push_stage_updates", u"compare/push_stage_fields", u"compare/push_refresh"});
        !staged)
        return staged;
    return carryDecisions(Direction::Push);
}

Result<Done> Comparison::refreshStatus()
{
    const auto any = m_session.execute(sql(u"compare/any_refreshed"));
    if (!any)
        return any.failure();
    if (!any->first().boolean(0))
        return Done{};
    return run({u"compare/analyze_refreshed", u"compare/refresh_status"});
}

Result<StagedCounts> Comparison::staged()
{
    const auto counted = m_session.execute(sql(u"compare/count_staged"), {{u"batch", m_batch}});
    if (!counted)
        return counted.failure();
    return StagedCounts{counted->first().int64(0), counted->first().int64(1)};
}

Result<Done> requireCompleteMirror(PgSession &session, const QString &what, const QString &meaning)
{
    const auto state = session.execute(sql(u"pull/mirror_state"));
    if (!state)
        return state.failure();
    if (!state->isEmpty() && state->first().boolean(0))
        return Done{};
    return Failure{FailureKind::Refused, what, meaning,
        QCoreApplication::translate("Sync::Comparison", "Pull everything from Shopify once, then try again.")};
}

namespace {

Result<qint64> openPushes(PgSession &session)
{
    const auto counted = session.execute(sql(u"compare/count_open_pushes"));
    if (!counted)
        return counted.failure();
    return counted->first().int64(0);
}

Result<BatchId> openStagingBatch(PgSession &session, const Operator &who)
{
    const auto opened = session.execute(sql(u"batch/open"),
        {{u"kind", toWord(BatchKind::Compare)}, {u"scope", QJsonDocument(QJsonObject{{u"stage"_s, u"local edits"_s}})},
            {u"started_by", who.name}, {u"desk", who.desk}, {u"rolls_back", std::nullopt}});
    if (!opened)
        return opened.failure();
    return BatchId{opened->first().int64(0)};
}

/// Ends the batch of a staging, or takes it back when nothing new was staged.
Result<Done> closeStagingBatch(PgSession &session, BatchId batch, qint64 staged)
{
    if (staged == 0) {
        const auto gone = runSteps(session, {u"batch/discard"}, {{u"batch", batch}});
        if (!gone)
            return gone.failure();
        if (*gone > 0)
            return Done{};
        // What it staged is rejected already, by decisions that were carried over.
    }
    //: %n changes were found
    const QString message = QCoreApplication::translate(
        "Sync::Comparison", "Local edits were compared; %n change(s) were staged for sending.", nullptr, int(staged));
    const auto ended = runSteps(session, {u"batch/finish"},
        {{u"batch", batch}, {u"status", toWord(BatchStatus::Completed)}, {u"message", message}, {u"total", staged},
            {u"done", staged}, {u"succeeded", staged}, {u"failed", 0}, {u"skipped", 0}});
    return ended ? BatchLedger::announce(session, ChangeChannel::History, batch) : Result<Done>(ended.failure());
}

Result<qint64> stageLocalEditsOnce(PgSession &session, const Operator &who, const std::stop_token &stop)
{
    if (auto complete = requireCompleteMirror(session,
            QCoreApplication::translate("Sync::Comparison",
                "Your edits cannot be compared yet, because the shop has not been read completely."),
            QCoreApplication::translate("Sync::Comparison", "Nothing was staged."));
        !complete)
        return complete.failure();
    const auto batch = openStagingBatch(session, who);
    if (!batch)
        return batch.failure();
    Comparison comparison(session, *batch, stop);
    if (auto begun = comparison.begin(); !begun)
        return begun.failure();
    if (auto scoped = runSteps(session, {u"compare/push_scope_everything"}, {}, stop); !scoped)
        return scoped.failure();
    if (auto staged = comparison.stagePush(); !staged)
        return staged.failure();
    const auto deletes = runSteps(
        session, {u"compare/push_supersede_deletes", u"compare/push_stage_deletes"}, {{u"batch", *batch}}, stop);
    if (!deletes)
        return deletes.failure();
    if (auto refreshed = comparison.refreshStatus(); !refreshed)
        return refreshed.failure();
    const auto counts = comparison.staged();
    if (!counts)
        return counts.failure();
    if (auto approved = approveByRules(session, *batch, stop); !approved)
        return approved.failure();
    if (auto closed = closeStagingBatch(session, *batch, counts->staged); !closed)
        return closed.failure();
    for (const ChangeChannel channel : {ChangeChannel::Staged, ChangeChannel::Catalogue}) {
        if (auto told = BatchLedger::announce(session, channel, *batch); !told)
            return told.failure();
    }
    return openPushes(session);
}

} // namespace

Result<qint64> stageLocalEdits(PgSession &session, const Operator &who, std::stop_token stop, const CommitCheck &check)
{
    return PgTransaction::run(
        session, check, [&](PgSession &writer) { return stageLocalEditsOnce(writer, who, stop); });
}

} // namespace Sync
