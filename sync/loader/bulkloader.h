#pragma once

#include "sync/api/result.h"
#include "sync/loader/binaryrows.h"
#include "sync/loader/bulklineparser.h"
#include "sync/loader/knownrows.h"
#include "sync/loader/linesplitter.h"
#include "sync/loader/rowsink.h"

#include <QStringList>

#include <atomic>
#include <utility>
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
    qint64 repeated = 0;
    qint64 memberLines = 0; ///< Lines of products in the file of memberships.
    qint64 members = 0; ///< The products in it.
    qint64 silent = 0; ///< Lines that tell of no value: products without a category.
    std::vector<qint64> orphans = {}; ///< Variants whose product the file does not have.
    std::vector<qint64> withoutMemberships = {}; ///< Products that are in the one file and not in that of memberships.
    std::vector<qint64> contradictedProducts = {}; ///< Twice in the file with different content; the first was kept.
    std::vector<qint64> contradictedVariants = {};
    QStringList warnings = {}; ///< The first ShownWarnings, in words.
    qint64 warningCount = 0;
};

/// A place in a file between two lines, and what the lines before it have come to.
struct LoadCheckpoint
{
    qint64 bytes = 0;
    LoadReport report = {};
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
        KnownRows &members; ///< The products whose memberships were read; no hashes.
        MediaPlaces &mediaPlaces;
    };
    struct Limits
    {
        int priceDecimals = 2;
        std::size_t line = LineSplitter::DefaultLineLimit;
        bool remembersUnchanged = false; ///< For takeSeen().
        bool remembersMembers = false; ///< The same for products whose memberships were read.
        bool hasMemberships = false; ///< The file of memberships follows.
    };

    /// `from` is where an earlier load got to; what it has seen is in the tables already, also as children.
    BulkLoader(Tables tables, Limits limits, LoadProgress &progress, const LoadCheckpoint &from = {});

    /// A variant that an earlier load has read, whose product may be yet to come.
    void addChild(qint64 variant, qint64 product);

    Result<Done> feed(std::string_view bytes);
    /// No more bytes. Settles what had to wait for the end and finishes both sinks.
    Result<Done> finish();

    /// Ends both COPYs with all rows so far; goOn() must follow once they have begun again.
    Result<Done> pause();
    void goOn();
    /// Where the last whole line ended that was taken.
    LoadCheckpoint checkpoint() const;
    /// What was seen since this was last asked and leaves no row: the ids whose lines were unchanged, of facets their
    /// keys, and the products whose memberships and media were read.
    struct Seen
    {
        std::vector<qint64> products;
        std::vector<qint64> variants;
        std::vector<qint64> facets;
        std::vector<qint64> members;
        std::vector<qint64> media; ///< Their products, once for each.
    };
    Seen takeSeen() { return std::exchange(m_seen, {}); }

    const LoadReport &report() const { return m_report; }

private:
    struct Child
    {
        std::int64_t id;
        std::int64_t parent;
    };

    Result<Done> takeLines();
    Result<Done> takeLine(const BulkLine &line);
    bool isNews(const BulkKey &key, std::uint64_t hash);
    bool isNewFacet(std::uint64_t hash);
    void noteMember(std::int64_t product);
    Result<Done> takeRecord(const BulkLine &line, std::uint64_t hash, bool isSeen);
    Result<Done> takeMedium(const BulkLine &line, std::uint64_t hash);
    Result<Done> takeFacet(const FacetRecord &facet, std::uint64_t hash);
    Result<Done> send(BinaryRows &rows, RowSink &sink);
    Result<qint64> end(BinaryRows &rows, RowSink &sink);
    void noteWarnings(std::int64_t lineNumber);
    void findOrphans();
    void findWithoutMemberships();

    Tables m_tables;
    LineSplitter m_splitter;
    BulkLineParser m_parser;
    ContentHasher m_hasher;
    BinaryRows m_productRows;
    BinaryRows m_variantRows;
    BinaryRows m_facetRows;
    std::vector<Child> m_children; ///< Read before their parents.
    LoadReport m_report;
    LoadProgress &m_progress;
    qint64 m_bytes; ///< Of the file, taken or pending.
    Limits m_limits;
    Seen m_seen;
};

} // namespace Sync
