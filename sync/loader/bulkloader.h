#pragma once

#include "sync/api/result.h"
#include "sync/loader/binaryrows.h"
#include "sync/loader/bulklineparser.h"
#include "sync/loader/knownrows.h"
#include "sync/loader/linesplitter.h"
#include "sync/loader/rowsink.h"

#include <QStringList>

#include <atomic>
#include <vector>

namespace Sync {

/// How far a load is; written by the loader's thread, read by any.
struct LoadProgress
{
    std::atomic<qint64> lines = 0;
    std::atomic<qint64> bytes = 0;
};

/// What a file held.
struct LoadReport
{
    static constexpr int ShownWarnings = 100;

    qint64 lines = 0; ///< Without blank ones, repeated ones included.
    qint64 productLines = 0;
    qint64 products = 0; ///< Rows handed on: all, or those that changed.
    qint64 variants = 0;
    qint64 facets = 0;
    qint64 goneFacets = 0; ///< Known ones that a complete file does not have.
    qint64 repeated = 0;
    std::vector<qint64> orphans = {}; ///< Variants whose product the file does not have.
    qint64 facetOrphans = 0; ///< Facets whose product or variant the file does not have.
    std::vector<qint64> contradictedProducts = {}; ///< Twice in the file with different content; the first was kept.
    std::vector<qint64> contradictedVariants = {};
    QStringList warnings = {}; ///< The first ShownWarnings, in words.
    qint64 warningCount = 0;
};

/// Turns the bytes of a bulk file into rows: cuts lines, passes over those whose row came from the very same line,
/// reads the others and hands them on, products, variants and facets each to their sink. Memory does not grow with the
/// file.
///
/// Lines come in any order; children need not follow their parents. A line that cannot be used ends the load with a
/// failure that names it. Belongs to one thread.
class BulkLoader final
{
    Q_DISABLE_COPY_MOVE(BulkLoader)

public:
    struct Tables
    {
        RowSink &products;
        RowSink &variants;
        RowSink &facets;
        KnownRows &knownProducts; ///< Empty when everything is to be handed on.
        KnownRows &knownVariants;
        KnownRows &knownFacets; ///< By the hash of their lines, which is all that tells them.
    };
    struct Limits
    {
        int priceDecimals = 2;
        std::size_t line = LineSplitter::DefaultLineLimit;
    };

    BulkLoader(Tables tables, Limits limits, LoadProgress &progress);

    Result<Done> feed(std::string_view bytes);
    /// No more bytes. Settles what had to wait for the end and finishes both sinks.
    Result<Done> finish();

    const LoadReport &report() const { return m_report; }

private:
    struct Child
    {
        std::int64_t id;
        std::int64_t parent;
    };
    /// Whose a facet is that was read before its owner.
    struct FacetOwner
    {
        std::int64_t productId;
        std::int64_t variantId;
    };

    Result<Done> takeLines();
    Result<Done> takeLine(const BulkLine &line);
    bool isNews(const BulkKey &key, std::uint64_t hash);
    bool isNewFacet(std::uint64_t hash);
    Result<Done> takeRecord(const BulkLine &line, std::uint64_t hash, bool isSeen);
    Result<Done> takeFacet(const FacetRecord &facet, std::uint64_t hash);
    bool hasOwner(const FacetOwner &owner) const;
    Result<Done> send(BinaryRows &rows, RowSink &sink);
    Result<qint64> end(BinaryRows &rows, RowSink &sink);
    void noteWarnings(std::int64_t lineNumber);
    void findOrphans();

    Tables m_tables;
    LineSplitter m_splitter;
    BulkLineParser m_parser;
    ContentHasher m_hasher;
    BinaryRows m_productRows;
    BinaryRows m_variantRows;
    BinaryRows m_facetRows;
    std::vector<Child> m_children; ///< Read before their parents.
    std::vector<FacetOwner> m_facetOwners; ///< Of facets read before them.
    LoadReport m_report;
    LoadProgress &m_progress;
};

} // namespace Sync
