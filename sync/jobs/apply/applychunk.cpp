#include "sync/jobs/apply/applychunk.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/sqlsteps.h"
#include "sync/jobs/compare/comparison.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::ApplyChunk", text);
}

/// What kinds of change there are to apply. Most chunks hold one, and a step that finds nothing to do is not free.
struct ChunkContent
{
    bool hasCreates = false;
    bool hasUpdates = false;
    bool hasDeletes = false;
};

/// One run of applyChunk() inside its transaction.
class ChunkWriter final
{
    Q_DISABLE_COPY_MOVE(ChunkWriter)

public:
    ChunkWriter(
        PgSession &session, BatchId batch, const QList<ChangeId> &changes, const Operator &who, std::stop_token stop)
        : m_session(session)
        , m_batch(batch)
        , m_stop(stop)
        , m_comparison(session, batch, stop)
        , m_parameters{{u"batch", batch}, {u"ids", changes}, {u"operator", who.name},
              {u"message", tr("The product had changed since this was decided. It was compared anew.")},
              {u"negative",
                  tr("Shopify has a negative amount here, which the catalogue does not take. Correct it in Shopify and "
                     "pull again.")},
              {u"status", tr("Shopify gives this product a status that this version does not know. Update Syncdesk.")},
              {u"word", tr("Shopify uses a word here that this version does not know. Update Syncdesk.")}}
    { }

    Result<ChunkOutcome> write();

private:
    Result<Done> run(std::initializer_list<QStringView> steps);
    Result<Done> take();
    Result<Done> setAside(const ChunkOutcome &outcome);
    Result<Done> writeChanges(ChunkContent content);
    Result<Done> writeCreates();
    Result<Done> writeUpdates();
    Result<Done> writeDeletes();
    Result<Done> prepareSending(const ChunkOutcome &outcome);
    Result<Done> record();

    PgSession &m_session;
    BatchId m_batch;
    std::stop_token m_stop;
    Comparison m_comparison;
    PgParameters m_parameters;
    bool m_hasFacets = false; ///< Anywhere: most shops have few, and a step that finds nothing to do is not free.
};

Result<Done> ChunkWriter::run(std::initializer_list<QStringView> steps)
{
    const auto done = runSteps(m_session, steps, m_parameters, m_stop);
    if (!done)
        return done.failure();
    return Done{};
}

Result<ChunkOutcome> ChunkWriter::write()
{
    if (auto taken = take(); !taken)
        return taken.failure();
    const auto counted = m_session.execute(sql(u"apply/count_chunk"));
    if (!counted)
        return counted.failure();
    const PgRow row = counted->first();
    const ChunkOutcome outcome{row.int64(0), row.int64(1), row.int64(2)};
    if (auto aside = setAside(outcome); !aside)
        return aside.failure();
    if (outcome.applied > 0) {
        if (auto written = writeChanges({row.boolean(3), row.boolean(4), row.boolean(5)}); !written)
            return written.failure();
        if (auto prepared = prepareSending(outcome); !prepared)
            return prepared.failure();
    }
    if (auto refreshed = m_comparison.refreshStatus(); !refreshed)
        return refreshed.failure();
    // The image after is the last word: status and base included.
    if (auto recorded = run({u"apply/record_versions"}); !recorded)
        return recorded.failure();
    for (const ChangeChannel channel : {ChangeChannel::Catalogue, ChangeChannel::Staged, ChangeChannel::History}) {
        if (auto told = BatchLedger::announce(m_session, channel, m_batch); !told)
            return told.failure();
    }
    return outcome;
}

/// Locks the products and takes the changes that are still to be applied.
Result<Done> ChunkWriter::take()
{
    if (auto begun = m_comparison.begin(); !begun)
        return begun;
    const auto facets = m_session.execute(sql(u"apply/any_facets"));
    if (!facets)
        return facets.failure();
    m_hasFacets = facets->first().boolean(0);
    return run({u"apply/applying_on", u"apply/expect_cached_rows", u"apply/expect_quick_compression",
        u"apply/create_chunk", u"apply/lock_products", u"apply/fill_chunk", u"apply/analyze_chunk",
        u"apply/create_values", u"apply/block_creates", u"apply/block_updates"});
}

/// Stale changes are compared anew, those the catalogue cannot hold are failed; both leave the chunk.
Result<Done> ChunkWriter::setAside(const ChunkOutcome &outcome)
{
    if (outcome.failed > 0) {
        if (auto failed = run({u"apply/fail_blocked", u"apply/record_blocked", u"apply/mark_blocked"}); !failed)
            return failed;
    }
    if (outcome.stale > 0) {
        if (auto scoped = run({u"apply/scope_stale", u"apply/record_stale"}); !scoped)
            return scoped;
        if (auto staged = m_comparison.stagePull(CompareScope::Pulled); !staged)
            return staged;
        if (auto superseded = run({u"apply/supersede_stale", u"compare/refresh_scope"}); !superseded)
            return superseded;
    }
    if (outcome.failed + outcome.stale == 0)
        return Done{};
    return run({u"apply/drop_set_aside", u"apply/drop_set_aside_values"});
}

Result<Done> ChunkWriter::writeChanges(ChunkContent content)
{
    if (content.hasUpdates || content.hasDeletes) {
        if (auto kept = run({u"apply/keep_before"}); !kept)
            return kept;
    }
    if (content.hasCreates) {
        if (auto created = writeCreates(); !created)
            return created;
    }
    if (content.hasUpdates) {
        if (auto updated = writeUpdates(); !updated)
            return updated;
    }
    if (content.hasDeletes) {
        if (auto deleted = writeDeletes(); !deleted)
            return deleted;
    }
    return record();
}

Result<Done> ChunkWriter::writeCreates()
{
    if (auto created = run({u"apply/create_products", u"apply/link_created", u"apply/create_variants",
            u"apply/create_base_products", u"apply/create_base_variants"});
        !created || !m_hasFacets)
        return created;
    return run({u"apply/renew_base_facets", u"apply/create_facets", u"apply/create_base_facets"});
}

Result<Done> ChunkWriter::writeUpdates()
{
    if (auto written = run({u"apply/update_products", u"apply/update_variants", u"apply/remove_variants",
            u"apply/unlink_kept_variants", u"apply/link_twins", u"apply/add_variants"});
        !written)
        return written;
    if (m_hasFacets)
        if (auto written
            = run({u"apply/write_facets", u"apply/remove_facets", u"apply/drop_twin_facets", u"apply/add_facets",
                u"apply/base_facets", u"apply/base_added_facets", u"apply/base_removed_facets", u"apply/adopt_facets"});
            !written)
            return written;
    return run({u"apply/base_products", u"apply/base_variants", u"apply/base_added_variants",
        u"apply/base_removed_variants", u"apply/adopt_products", u"apply/adopt_variants", u"apply/base_product_hashes",
        u"apply/base_variant_hashes", u"apply/touch_updated"});
}

Result<Done> ChunkWriter::writeDeletes()
{
    if (m_hasFacets)
        if (auto deleted = run({u"apply/delete_base_facets"}); !deleted)
            return deleted;
    return run({u"apply/delete_products", u"apply/delete_base_products", u"apply/delete_base_variants"});
}

Result<Done> ChunkWriter::record()
{
    return run({u"apply/mark_applied", u"apply/record_applied", u"apply/refresh_updated"});
}

/// What was kept against Shopify, or written by hand, is staged for sending with the decision it came from.
Result<Done> ChunkWriter::prepareSending(const ChunkOutcome &outcome)
{
    const auto scoped = runSteps(m_session, {u"apply/scope_to_send"}, {}, m_stop);
    if (!scoped)
        return scoped.failure();
    // The comparison of stale changes may have put products in scope as well.
    if (*scoped == 0 && outcome.stale == 0)
        return Done{};
    if (auto staged = m_comparison.stagePush(); !staged)
        return staged;
    return run({u"apply/accept_kept_fields", u"apply/approve_kept"});
}

} // namespace

Result<ChunkOutcome> applyChunk(PgSession &session, BatchId batch, const QList<ChangeId> &changes, const Operator &who,
    std::stop_token stop, const CommitCheck &check)
{
    return PgTransaction::run(
        session, check, [&](PgSession &writer) { return ChunkWriter(writer, batch, changes, who, stop).write(); });
}

bool GrowthWatch::grew(qint64 products)
{
    m_since += products;
    if (m_since < m_next)
        return false;
    m_next = 2 * m_since; // the estimate scales with the tables; twice as much is soon enough
    return true;
}

Result<Done> analyzeCatalogue(PgSession &session)
{
    const auto analyzed = runSteps(session, {u"apply/analyze_catalogue"});
    return analyzed ? Result<Done>(Done{}) : analyzed.failure();
}

} // namespace Sync
