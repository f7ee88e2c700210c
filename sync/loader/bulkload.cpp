#include "sync/loader/bulkload.h"

#include "sync/loader/copywriter.h"
#include "sync/loader/loadknown.h"

#include <QCoreApplication>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Sync {

namespace {

constexpr std::size_t SendSize = 32 * 1024;

Failure shortFile(qint64 expected, qint64 found)
{
    return {FailureKind::DataCorrupt,
        QCoreApplication::translate("Sync::BulkFile", "The file from Shopify holds %1 objects, but should hold %2.")
            .arg(found)
            .arg(expected),
        QCoreApplication::translate(
            "Sync::BulkFile", "It is not complete, so nothing of it was used and nothing was taken for deleted."),
        QCoreApplication::translate("Sync::BulkFile", "Pull again.")};
}

Result<Done> checkCounts(const LoadPlan &plan, const LoadReport &report)
{
    if (plan.objectCount >= 0 && plan.objectCount != report.lines)
        return shortFile(plan.objectCount, report.lines);
    if (plan.rootCount >= 0 && plan.rootCount != report.productLines + report.memberLines)
        return shortFile(plan.rootCount, report.productLines + report.memberLines);
    return Done{};
}

/// Writes rows of a kind of object and an id; `each` calls what it is given for every row.
template <typename Each>
Result<Done> writeIds(PgSession &session, const SqlStatement &statement, Each each)
{
    auto writer = CopyWriter::begin(session, statement);
    if (!writer)
        return writer.failure();
    BinaryRows rows;
    Result<Done> sent = Done{};
    each([&](std::string_view entity, std::int64_t id) {
        rows.appendRemoval(entity, id);
        if (rows.size() < SendSize || !sent)
            return;
        sent = (*writer)->write(rows.bytes());
        rows.clear();
    });
    if (!sent)
        return sent;
    rows.appendTrailer();
    if (sent = (*writer)->write(rows.bytes()); !sent)
        return sent;
    if (const auto finished = (*writer)->finish(); !finished)
        return finished.failure();
    return Done{};
}

/// Writes down what is gone: of a whole shop all that the file has not, else what it has not of the products it has.
Result<Done> writeRemovals(PgSession &session, const KnownTables &known, bool isWholeShop, const std::stop_token &stop)
{
    Result<MissingRows> missing = MissingRows{};
    if (!isWholeShop)
        missing = missingOfSeen(session, known, stop);
    if (!missing)
        return missing.failure();
    return writeIds(session, sql(u"pull/copy_pulled_removals"), [&](const auto &append) {
        if (isWholeShop) {
            known.products.forEachUnseen([&](std::int64_t id) { append("product", id); });
            known.variants.forEachUnseen([&](std::int64_t id) { append("variant", id); });
            known.facets.forEachUnseen([&](std::int64_t hash) { append("facet", hash); });
        }
        for (const qint64 id : missing->variants)
            append("variant", id);
        for (const qint64 hash : missing->facets)
            append("facet", hash);
    });
}

Result<Done> writeSeen(PgSession &session, const BulkLoader::Seen &seen)
{
    return writeIds(session, sql(u"pull/copy_pulled_seen"), [&](const auto &append) {
        for (const qint64 id : seen.products)
            append("product", id);
        for (const qint64 id : seen.variants)
            append("variant", id);
        for (const qint64 hash : seen.facets)
            append("facet", hash);
        for (const qint64 id : seen.members)
            append("member", id);
        for (const qint64 product : seen.media)
            append("medium", product);
    });
}

Result<Done> runAll(PgSession &session, std::initializer_list<QStringView> statements)
{
    for (const QStringView statement : statements) {
        if (const auto done = session.execute(sql(statement)); !done)
            return done.failure();
    }
    return Done{};
}

/// How long the session's transaction may be left alone before the server ends it.
Result<Done> limitIdle(PgSession &session, std::chrono::milliseconds most)
{
    if (const auto limited
        = session.execute(sql(u"session/limit_idle"), {{u"milliseconds", QString::number(most.count())}});
        !limited)
        return limited.failure();
    return Done{};
}

/// A session with its transaction, and the COPY in it.
struct LoadStream
{
    PgSession &session;
    std::optional<PgTransaction> transaction = {};
    std::unique_ptr<CopyWriter> copy = {};

    Result<Done> begin()
    {
        transaction.reset();
        auto begun = PgTransaction::begin(session);
        if (!begun)
            return begun.failure();
        transaction.emplace(std::move(*begun));
        // One is left alone while another works, which may take minutes.
        return limitIdle(session, 10min);
    }
    Result<Done> beginCopy(const SqlStatement &statement)
    {
        auto begun = CopyWriter::begin(session, statement);
        if (!begun)
            return begun.failure();
        copy = std::move(*begun);
        return Done{};
    }
};

/// One load: a stream for each kind of row, and what is known meanwhile.
class FileLoad final
{
    Q_DISABLE_COPY_MOVE(FileLoad)

public:
    FileLoad(PgSession &products, PgSession &variants, PgSession &facets, const LoadPlan &plan)
        : m_products{products}
        , m_variants{variants}
        , m_facets{facets}
        , m_plan(plan)
        , m_isFirstPull(plan.target == LoadTarget::Mirror)
    {
        m_known.withChannels = plan.hasChannels;
    }

    Result<Done> readKnown(const ConnectionSettings &database, const std::stop_token &stop);
    Result<Done> begin();
    Result<LoadReport> feed(LoadProgress &progress, LoadGate &gate, const std::stop_token &stop);
    Result<Done> end(const std::stop_token &stop);

private:
    Result<Done> beginTransactions();
    Result<Done> beginCopies();
    const SqlStatement &productsCopy(bool isNew) const;
    const SqlStatement &variantsCopy(bool isNew) const;
    Result<Done> mayCommit();
    Result<Done> keep(BulkLoader &loader);
    Result<Done> finishFile(BulkLoader &loader);

    LoadStream m_products; ///< Commits last, with the checkpoint.
    LoadStream m_variants;
    LoadStream m_facets;
    const LoadPlan &m_plan;
    const bool m_isFirstPull;
    KnownTables m_known;
    std::vector<ChildRow> m_children; ///< Of an earlier load, whose products it had not met.
};

Result<Done> FileLoad::readKnown(const ConnectionSettings &database, const std::stop_token &stop)
{
    if (!m_isFirstPull) {
        if (auto read = Sync::readKnown(m_products.session, database, m_known, stop); !read)
            return read;
    }
    if (!m_plan.from)
        return Done{};
    if (auto read = readLoaded(m_products.session, m_isFirstPull, m_known, stop); !read)
        return read;
    auto children = childrenLoaded(m_products.session, m_isFirstPull, m_known, stop);
    if (!children)
        return children.failure();
    m_children = std::move(*children);
    return Done{};
}

Result<Done> FileLoad::beginTransactions()
{
    for (LoadStream *stream : {&m_products, &m_variants, &m_facets}) {
        if (auto begun = stream->begin(); !begun)
            return begun;
    }
    return Done{};
}

Result<Done> FileLoad::begin()
{
    if (auto begun = beginTransactions(); !begun)
        return begun;
    if (m_isFirstPull && !m_plan.from) {
        // Each in the transaction that will fill it.
        if (auto made = runAll(m_products.session, {u"pull/drop_filling_products", u"pull/create_filling_products"});
            !made)
            return made;
        if (auto made = runAll(m_variants.session, {u"pull/drop_filling_variants", u"pull/create_filling_variants"});
            !made)
            return made;
    }
    return beginCopies();
}

Result<Done> FileLoad::beginCopies()
{
    if (auto begun = m_products.beginCopy(productsCopy(!m_plan.from)); !begun)
        return begun;
    if (auto begun = m_variants.beginCopy(variantsCopy(!m_plan.from)); !begun)
        return begun;
    return m_facets.beginCopy(sql(u"pull/copy_pulled_facets"));
}

/// `isNew`: the table was made in the transaction.
const SqlStatement &FileLoad::productsCopy(bool isNew) const
{
    if (!m_isFirstPull)
        return sql(u"pull/copy_pulled_products");
    return sql(isNew ? u"pull/copy_filling_products" : u"pull/copy_filling_products_on");
}

const SqlStatement &FileLoad::variantsCopy(bool isNew) const
{
    if (!m_isFirstPull)
        return sql(u"pull/copy_pulled_variants");
    return sql(isNew ? u"pull/copy_filling_variants" : u"pull/copy_filling_variants_on");
}

/// Asked on the session that commits last, so that what it holds is held for all; from here on not for long.
Result<Done> FileLoad::mayCommit()
{
    if (!m_plan.commitCheck)
        return Done{};
    if (auto limited = limitIdle(m_products.session, 15s); !limited)
        return limited;
    return m_plan.commitCheck(m_products.session);
}

/// Makes durable what has been read so far, together with where that was, and goes on.
Result<Done> FileLoad::keep(BulkLoader &loader)
{
    if (auto paused = loader.pause(); !paused)
        return paused;
    if (auto written = writeSeen(m_products.session, loader.takeSeen()); !written)
        return written;
    if (auto saved = m_plan.saveCheckpoint(m_products.session, loader.checkpoint()); !saved)
        return saved;
    if (auto may = mayCommit(); !may)
        return may;
    // Cut down in between, variants and facets are ahead of the checkpoint: they will be met again as repeated.
    for (LoadStream *stream : {&m_facets, &m_variants, &m_products}) {
        if (auto committed = stream->transaction->commit(); !committed)
            return committed;
    }
    if (auto begun = beginTransactions(); !begun)
        return begun;
    if (auto begun = m_products.copy->again(productsCopy(false)); !begun)
        return begun;
    if (auto begun = m_variants.copy->again(variantsCopy(false)); !begun)
        return begun;
    if (auto begun = m_facets.copy->again(sql(u"pull/copy_pulled_facets")); !begun)
        return begun;
    loader.goOn();
    return Done{};
}

Result<Done> FileLoad::finishFile(BulkLoader &loader)
{
    if (const auto finished = loader.finish(); !finished)
        return finished;
    return checkCounts(m_plan, loader.report());
}

Result<LoadReport> FileLoad::feed(LoadProgress &progress, LoadGate &gate, const std::stop_token &stop)
{
    BulkLoader::Limits limits = m_plan.limits;
    limits.remembersUnchanged = bool(m_plan.saveCheckpoint) && !m_isFirstPull;
    limits.remembersMembers = bool(m_plan.saveCheckpoint);
    limits.hasMemberships = m_plan.hasMemberships;
    BulkLoader loader({*m_products.copy, *m_variants.copy, *m_facets.copy, m_known.products, m_known.variants,
                          m_known.facets, m_known.members, m_known.mediaPlaces},
        limits, progress, m_plan.from.value_or(LoadCheckpoint{}));
    for (const ChildRow &child : m_children)
        loader.addChild(child.id, child.parent);
    std::optional<Failure> failure;
    const Result<Done> brought = m_plan.source([&](std::string_view bytes) {
        gate.pass(stop);
        if (stop.stop_requested())
            failure = stopped();
        else if (const auto fed = loader.feed(bytes); !fed)
            failure = fed.failure();
        else if (m_plan.saveCheckpoint && m_plan.isCheckpointDue()) {
            if (const auto kept = keep(loader); !kept)
                failure = kept.failure();
        }
        return !failure;
    });
    if (failure)
        return *failure;
    if (stop.stop_requested())
        return stopped();
    if (!brought) {
        // What came before the way to the shop was lost is kept, so that nobody need download it again.
        if (m_plan.saveCheckpoint && brought.failure().kind == FailureKind::ShopUnreachable) {
            if (const auto kept = keep(loader); !kept)
                return kept.failure();
        }
        return brought.failure();
    }
    if (const auto finished = finishFile(loader); !finished)
        return finished.failure();
    return loader.report();
}

/// Settles what only the end of the file tells, and commits.
Result<Done> FileLoad::end(const std::stop_token &stop)
{
    if (m_isFirstPull) {
        if (auto indexed
            = runAll(m_variants.session, {u"pull/index_filling_variants", u"pull/index_filling_variants_product"});
            !indexed)
            return indexed;
    } else {
        if (auto written = writeRemovals(m_products.session, m_known, m_plan.isWholeShop, stop); !written)
            return written;
    }
    if (auto may = mayCommit(); !may)
        return may;
    for (LoadStream *stream : {&m_facets, &m_variants}) {
        if (auto committed = stream->transaction->commit(); !committed)
            return committed;
    }
    if (m_isFirstPull) {
        if (auto taken = runAll(m_products.session, {u"pull/index_filling_products", u"pull/take_filled"}); !taken)
            return taken;
    }
    return m_products.transaction->commit();
}

} // namespace

void LoadGate::open()
{
    const std::scoped_lock lock(m_mutex);
    m_isOpen = true;
    m_changed.notify_all();
}

void LoadGate::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isOpen = false;
}

void LoadGate::pass(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return m_isOpen; });
}

Result<LoadReport> loadBulkFile(PgSession &session, const ConnectionSettings &database, const LoadPlan &plan,
    LoadProgress &progress, LoadGate &gate, std::stop_token stop)
{
    auto opened = PgSession::open(database);
    if (!opened)
        return opened.failure();
    PgSession &second = **opened;
    const std::stop_callback cancelSecond(stop, [canceller = second.canceller()] { canceller->cancel(); });
    auto openedThird = PgSession::open(database);
    if (!openedThird)
        return openedThird.failure();
    PgSession &third = **openedThird;
    const std::stop_callback cancelThird(stop, [canceller = third.canceller()] { canceller->cancel(); });

    FileLoad load(session, second, third, plan);
    if (auto read = load.readKnown(database, stop); !read)
        return read.failure();
    if (auto begun = load.begin(); !begun)
        return begun.failure();
    auto report = load.feed(progress, gate, stop);
    if (!report)
        return report;
    if (auto ended = load.end(stop); !ended)
        return ended.failure();
    return report;
}

} // namespace Sync
