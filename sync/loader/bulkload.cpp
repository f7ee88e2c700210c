#include "sync/loader/bulkload.h"

#include "sync/db/pgtransaction.h"
#include "sync/loader/copywriter.h"

#include <QCoreApplication>
#include <QtEndian>

#include <thread>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

/// Reads (id, line_hash) rows of a binary COPY into the map.
Result<Done> readKnown(PgSession &session, const SqlStatement &statement, KnownRows &known, const std::stop_token &stop)
{
    bool wasStopped = false;
    const auto read = copyOut(session, statement, [&](std::string_view row) {
        // 2 bytes of column count, then twice 4 bytes of length and 8 of value.
        if (row.size() >= 26)
            known.insert(qFromBigEndian<qint64>(row.data() + 6), qFromBigEndian<quint64>(row.data() + 18));
        wasStopped = stop.stop_requested();
        return !wasStopped;
    });
    if (wasStopped)
        return stopped();
    if (!read)
        return read.failure();
    return Done{};
}

struct Known
{
    KnownRows products;
    KnownRows variants;
    KnownRows facets;
};

/// Reads the tables at once, the variants over a connection and thread of their own.
Result<Done> readKnown(
    PgSession &session, const ConnectionSettings &database, Known &known, const std::stop_token &stop)
{
    const auto sizes = session.execute(sql(u"pull/mirror_sizes"));
    if (!sizes)
        return sizes.failure();
    known.products.reserve(static_cast<size_t>(sizes->row(0).int64(0)));
    known.variants.reserve(static_cast<size_t>(sizes->row(1).int64(0)));
    Result<Done> variants = Done{};
    {
        const std::jthread reader([&] {
            auto second = PgSession::open(database);
            variants = second ? readKnown(**second, sql(u"pull/known_variants"), known.variants, stop)
                              : Result<Done>(second.failure());
        });
        if (auto products = readKnown(session, sql(u"pull/known_products"), known.products, stop); !products)
            return products;
        if (auto facets = readKnown(session, sql(u"pull/known_facets"), known.facets, stop); !facets)
            return facets;
    }
    return variants;
}

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
    if (plan.rootCount >= 0 && plan.rootCount != report.productLines)
        return shortFile(plan.rootCount, report.productLines);
    return Done{};
}

Result<Done> writeRemovals(PgSession &session, const Known &known)
{
    auto writer = CopyWriter::begin(session, sql(u"pull/copy_pulled_removals"));
    if (!writer)
        return writer.failure();
    BinaryRows rows;
    Result<Done> sent = Done{};
    const auto append = [&](std::string_view entity, std::int64_t id) {
        rows.appendRemoval(entity, id);
        if (rows.size() < 32 * 1024 || !sent)
            return;
        sent = (*writer)->write(rows.bytes());
        rows.clear();
    };
    known.products.forEachUnseen([&](std::int64_t id) { append("product", id); });
    known.variants.forEachUnseen([&](std::int64_t id) { append("variant", id); });
    known.facets.forEachUnseen([&](std::int64_t hash) { append("facet", hash); });
    if (!sent)
        return sent;
    rows.appendTrailer();
    if (sent = (*writer)->write(rows.bytes()); !sent)
        return sent;
    if (const auto finished = (*writer)->finish(); !finished)
        return finished.failure();
    return Done{};
}

Result<Done> runAll(PgSession &session, std::initializer_list<QStringView> statements)
{
    for (const QStringView statement : statements) {
        if (const auto done = session.execute(sql(statement)); !done)
            return done.failure();
    }
    return Done{};
}

/// Makes the tables that a first pull fills, each in the transaction that will fill it.
Result<Done> makeFillingTables(PgSession &first, PgSession &second)
{
    if (auto made = runAll(first, {u"pull/drop_filling_products", u"pull/create_filling_products"}); !made)
        return made;
    return runAll(second, {u"pull/drop_filling_variants", u"pull/create_filling_variants"});
}

/// The connections of a load, one for each COPY.
struct Sessions
{
    PgSession &products;
    PgSession &variants;
    PgSession &facets;
};

/// Feeds the file to the COPYs.
Result<LoadReport> feed(const Sessions &sessions, const LoadPlan &plan, Known &known, LoadProgress &progress,
    LoadGate &gate, const std::stop_token &stop)
{
    const bool isMirror = plan.target == LoadTarget::Mirror;
    auto products = CopyWriter::begin(
        sessions.products, sql(isMirror ? u"pull/copy_filling_products" : u"pull/copy_pulled_products"));
    if (!products)
        return products.failure();
    auto variants = CopyWriter::begin(
        sessions.variants, sql(isMirror ? u"pull/copy_filling_variants" : u"pull/copy_pulled_variants"));
    if (!variants)
        return variants.failure();
    auto facets = CopyWriter::begin(sessions.facets, sql(u"pull/copy_pulled_facets"));
    if (!facets)
        return facets.failure();
    BulkLoader loader(
        {**products, **variants, **facets, known.products, known.variants, known.facets}, plan.limits, progress);
    std::optional<Failure> failure;
    const Result<Done> brought = plan.source([&](std::string_view bytes) {
        gate.pass(stop);
        if (stop.stop_requested())
            failure = stopped();
        else if (const auto fed = loader.feed(bytes); !fed)
            failure = fed.failure();
        return !failure;
    });
    if (failure)
        return *failure;
    if (stop.stop_requested())
        return stopped();
    if (!brought)
        return brought.failure();
    if (const auto finished = loader.finish(); !finished)
        return finished.failure();
    if (const auto counted = checkCounts(plan, loader.report()); !counted)
        return counted.failure();
    return loader.report();
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

    Known known;
    if (plan.target == LoadTarget::Changes) {
        if (auto read = readKnown(session, database, known, stop); !read)
            return read.failure();
    }
    auto firstTransaction = PgTransaction::begin(session);
    if (!firstTransaction)
        return firstTransaction.failure();
    auto secondTransaction = PgTransaction::begin(second);
    if (!secondTransaction)
        return secondTransaction.failure();
    auto thirdTransaction = PgTransaction::begin(third);
    if (!thirdTransaction)
        return thirdTransaction.failure();
    const bool isMirror = plan.target == LoadTarget::Mirror;
    if (isMirror) {
        if (auto made = makeFillingTables(session, second); !made)
            return made.failure();
    }
    Result<LoadReport> report = feed({session, second, third}, plan, known, progress, gate, stop);
    if (!report)
        return report;
    if (isMirror) {
        if (auto indexed = runAll(second, {u"pull/index_filling_variants", u"pull/index_filling_variants_product"});
            !indexed)
            return indexed.failure();
    } else if (plan.isWholeShop) {
        report->goneFacets = qint64(known.facets.size() - known.facets.seenCount());
        if (auto written = writeRemovals(session, known); !written)
            return written.failure();
    }
    if (plan.commitCheck) {
        // On the session that commits last, so that what it holds is held for all.
        if (auto may = plan.commitCheck(session); !may)
            return may.failure();
    }
    if (auto committed = thirdTransaction->commit(); !committed)
        return committed.failure();
    if (auto committed = secondTransaction->commit(); !committed)
        return committed.failure();
    if (isMirror) {
        if (auto taken = runAll(session, {u"pull/index_filling_products", u"pull/take_filled"}); !taken)
            return taken.failure();
    }
    if (auto committed = firstTransaction->commit(); !committed)
        return committed.failure();
    return report;
}

} // namespace Sync
