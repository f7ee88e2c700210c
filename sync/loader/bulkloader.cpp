#include "sync/loader/bulkloader.h"

#include "sync/loader/medialines.h"

#include <string>

namespace Sync {

namespace {
// Two backends are fed in turn: what is sent to one must fit its socket, or the other waits (measured; 8 to 64 kB).
constexpr std::size_t SendSize = 32 * 1024;
} // namespace

BulkLoader::BulkLoader(Tables tables, Limits limits, LoadProgress &progress, const LoadCheckpoint &from)
    : m_tables(tables)
    , m_splitter(limits.line)
    , m_parser(limits.priceDecimals)
    , m_report(from.report)
    , m_progress(progress)
    , m_bytes(from.bytes)
    , m_limits(limits)
{
    m_progress.bytes = m_bytes;
    m_progress.lines = m_report.lines;
}

void BulkLoader::addChild(qint64 variant, qint64 product)
{
    if (!m_tables.knownProducts.contains(product))
        m_children.push_back({variant, product});
}

Result<Done> BulkLoader::pause()
{
    if (const auto products = end(m_productRows, m_tables.products); !products)
        return products.failure();
    if (const auto variants = end(m_variantRows, m_tables.variants); !variants)
        return variants.failure();
    if (const auto facets = end(m_facetRows, m_tables.facets); !facets)
        return facets.failure();
    return Done{};
}

void BulkLoader::goOn()
{
    m_productRows.restart();
    m_variantRows.restart();
    m_facetRows.restart();
}

LoadCheckpoint BulkLoader::checkpoint() const
{
    return {m_bytes - static_cast<qint64>(m_splitter.pending()), m_report};
}

Result<Done> BulkLoader::feed(std::string_view bytes)
{
    m_bytes += static_cast<qint64>(bytes.size());
    m_progress.bytes = m_bytes;
    // In pieces, so that the splitter's buffer stays small whatever the network hands over.
    constexpr std::size_t piece = 256 * 1024;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        m_splitter.append(bytes.substr(0, piece));
        if (auto taken = takeLines(); !taken)
            return taken;
    }
    m_progress.lines = m_report.lines;
    return Done{};
}

Result<Done> BulkLoader::finish()
{
    m_splitter.finish();
    if (auto taken = takeLines(); !taken)
        return taken;
    m_progress.lines = m_report.lines;
    findOrphans();
    findWithoutMemberships();
    return pause();
}

Result<Done> BulkLoader::takeLines()
{
    while (const auto line = m_splitter.next()) {
        if (auto taken = takeLine(*line); !taken)
            return taken;
    }
    if (m_splitter.isTooLong())
        return failureOf(LineProblem{LineFault::TooLong}, m_splitter.lineNumber());
    return Done{};
}

Result<Done> BulkLoader::takeLine(const BulkLine &line)
{
    ++m_report.lines;
    const std::uint64_t hash = lineHash(line.text);
    const std::optional<BulkKey> key = BulkLineParser::keyAtStart(line.text);
    if (key && key->kind == BulkKind::Medium)
        return takeMedium(line, hash);
    if (key && !isNews(*key, hash))
        return Done{};
    return takeRecord(line, hash, key.has_value());
}

/// Notes the line and says whether its row has to be handed on.
bool BulkLoader::isNews(const BulkKey &key, std::uint64_t hash)
{
    if (key.kind == BulkKind::Facet) {
        if (key.id != 0)
            noteMember(key.id);
        return isNewFacet(hash);
    }
    const bool isProduct = key.kind == BulkKind::Product;
    m_report.productLines += isProduct ? 1 : 0;
    switch ((isProduct ? m_tables.knownProducts : m_tables.knownVariants).see(key.id, hash)) {
    case KnownRows::Sight::New:
    case KnownRows::Sight::Changed:
        return true;
    case KnownRows::Sight::Unchanged:
        if (m_limits.remembersUnchanged)
            (isProduct ? m_seen.products : m_seen.variants).push_back(key.id);
        return false;
    case KnownRows::Sight::Repeated:
        ++m_report.repeated;
        return false;
    case KnownRows::Sight::Contradicted:
        ++m_report.repeated;
        (isProduct ? m_report.contradictedProducts : m_report.contradictedVariants).push_back(key.id);
        return false;
    }
    Q_UNREACHABLE();
}

/// A facet has no id that stays with it: one whose line is known is the very same, any other is another one.
bool BulkLoader::isNewFacet(std::uint64_t hash)
{
    const auto key = static_cast<std::int64_t>(hash == 0 ? 1 : hash); // 0 is no key
    switch (m_tables.knownFacets.see(key, 0)) {
    case KnownRows::Sight::New:
        return true;
    case KnownRows::Sight::Repeated:
        ++m_report.repeated;
        return false;
    case KnownRows::Sight::Unchanged:
        if (m_limits.remembersUnchanged)
            m_seen.facets.push_back(key);
        return false;
    case KnownRows::Sight::Changed:
    case KnownRows::Sight::Contradicted:
        break; // never: all have the same hash of their key
    }
    Q_UNREACHABLE();
}

/// A product that the file of memberships has, with or without any.
void BulkLoader::noteMember(std::int64_t product)
{
    ++m_report.memberLines;
    if (m_tables.members.see(product, 0) != KnownRows::Sight::New)
        return;
    ++m_report.members;
    if (m_limits.remembersMembers)
        m_seen.members.push_back(product);
}

Result<Done> BulkLoader::takeRecord(const BulkLine &line, std::uint64_t hash, bool isSeen)
{
    const BulkLineParser::Parsed parsed = m_parser.parse(line.text);
    if (const auto *problem = std::get_if<LineProblem>(&parsed))
        return failureOf(*problem, line.number);
    noteWarnings(line.number);
    if (const auto *found = std::get_if<const ProductRecord *>(&parsed)) {
        const ProductRecord &product = **found;
        if (!isSeen && !isNews({BulkKind::Product, product.id}, hash))
            return Done{};
        ++m_report.products;
        m_productRows.appendProduct(product, hash, m_hasher.hash(product));
        return send(m_productRows, m_tables.products);
    }
    if (const auto *found = std::get_if<const FacetRecord *>(&parsed)) {
        const FacetRecord &facet = **found;
        if (!isSeen && !isNews({BulkKind::Facet, facet.isOfMemberships ? facet.productId : 0}, hash))
            return Done{};
        return takeFacet(facet, hash);
    }
    const VariantRecord &variant = *std::get<const VariantRecord *>(parsed);
    if (!isSeen && !isNews({BulkKind::Variant, variant.id}, hash))
        return Done{};
    addChild(variant.id, variant.productId);
    ++m_report.variants;
    m_variantRows.appendVariant(variant, hash, m_hasher.hash(variant));
    return send(m_variantRows, m_tables.variants);
}

/// A medium's place is part of it: one that stands elsewhere by now is another.
Result<Done> BulkLoader::takeMedium(const BulkLine &line, std::uint64_t hash)
{
    std::optional<std::int64_t> product = productAtEnd(line.text);
    const FacetRecord *medium = nullptr;
    const auto parse = [&]() -> Result<Done> {
        const BulkLineParser::Parsed parsed = m_parser.parse(line.text);
        if (const auto *problem = std::get_if<LineProblem>(&parsed))
            return failureOf(*problem, line.number);
        noteWarnings(line.number);
        medium = std::get<const FacetRecord *>(parsed);
        return Done{};
    };
    if (!product) {
        if (auto parsed = parse(); !parsed)
            return parsed;
        product = medium->productId;
    }
    const std::int64_t place = m_tables.mediaPlaces[*product]++;
    if (m_limits.remembersMembers)
        m_seen.media.push_back(*product);
    hash = hashAtPlace(hash, place);
    if (!isNewFacet(hash))
        return Done{};
    if (!medium) {
        if (auto parsed = parse(); !parsed)
            return parsed;
    }
    const std::string placed = std::to_string(place) + '\n' + std::string(medium->value);
    FacetRecord facet = *medium;
    facet.value = placed;
    return takeFacet(facet, hash);
}

Result<Done> BulkLoader::takeFacet(const FacetRecord &facet, std::uint64_t hash)
{
    if (facet.field.empty()) {
        ++m_report.silent;
        return Done{};
    }
    ++m_report.facets;
    m_facetRows.appendFacet(facet, hash == 0 ? 1 : hash);
    return send(m_facetRows, m_tables.facets);
}

Result<Done> BulkLoader::send(BinaryRows &rows, RowSink &sink)
{
    if (rows.size() < SendSize)
        return Done{};
    auto sent = sink.write(rows.bytes());
    rows.clear();
    return sent;
}

Result<qint64> BulkLoader::end(BinaryRows &rows, RowSink &sink)
{
    rows.appendTrailer();
    if (auto sent = sink.write(rows.bytes()); !sent)
        return sent.failure();
    rows.clear();
    return sink.finish();
}

void BulkLoader::noteWarnings(std::int64_t lineNumber)
{
    for (const LineWarning &warning : m_parser.warnings()) {
        if (m_report.warnings.size() < LoadReport::ShownWarnings)
            m_report.warnings.append(sentence(warning, lineNumber));
        ++m_report.warningCount;
    }
}

void BulkLoader::findOrphans()
{
    for (const Child &child : m_children) {
        if (!m_tables.knownProducts.contains(child.parent))
            m_report.orphans.push_back(child.id);
    }
}

/// Products that came and went while Shopify wrote down the two files: nothing is known of what they are in.
void BulkLoader::findWithoutMemberships()
{
    if (!m_limits.hasMemberships)
        return;
    m_tables.knownProducts.forEachSeen([this](std::int64_t product) {
        if (!m_tables.members.contains(product))
            m_report.withoutMemberships.push_back(product);
    });
}

} // namespace Sync
