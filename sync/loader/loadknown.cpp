#include "sync/loader/loadknown.h"

#include "sync/loader/copywriter.h"

#include <QtEndian>

#include <thread>

namespace Sync {

namespace {

/// Hands over the rows of a binary COPY of two bigints.
Result<Done> readPairs(PgSession &session, const SqlStatement &statement,
    const std::function<void(qint64, qint64)> &visit, const std::stop_token &stop)
{
    bool wasStopped = false;
    const auto read = copyOut(session, statement, [&](std::string_view row) {
        // 2 bytes of column count, then twice 4 bytes of length and 8 of value.
        if (row.size() >= 26)
            visit(qFromBigEndian<qint64>(row.data() + 6), qFromBigEndian<qint64>(row.data() + 18));
        wasStopped = stop.stop_requested();
        return !wasStopped;
    });
    if (wasStopped)
        return stopped();
    if (!read)
        return read.failure();
    return Done{};
}

Result<Done> readKnownRows(
    PgSession &session, const SqlStatement &statement, KnownRows &known, const std::stop_token &stop)
{
    return readPairs(
        session, statement, [&](qint64 id, qint64 hash) { known.insert(id, static_cast<std::uint64_t>(hash)); }, stop);
}

Result<Done> readLoadedRows(
    PgSession &session, const SqlStatement &statement, KnownRows &known, const std::stop_token &stop)
{
    return readPairs(
        session, statement, [&](qint64 id, qint64 hash) { known.insertSeen(id, static_cast<std::uint64_t>(hash)); },
        stop);
}

Result<Done> readSeenRows(
    PgSession &session, const SqlStatement &statement, KnownRows &known, const std::stop_token &stop)
{
    return readPairs(
        session, statement, [&](qint64 id, qint64) { known.markSeen(id); }, stop);
}

} // namespace

Result<Done> readKnown(
    PgSession &session, const ConnectionSettings &database, KnownTables &known, const std::stop_token &stop)
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
            variants = second ? readKnownRows(**second, sql(u"pull/known_variants"), known.variants, stop)
                              : Result<Done>(second.failure());
        });
        if (auto products = readKnownRows(session, sql(u"pull/known_products"), known.products, stop); !products)
            return products;
        const QStringView facets = known.withChannels ? u"pull/known_facets" : u"pull/known_facets_but_channels";
        if (auto read = readKnownRows(session, sql(facets), known.facets, stop); !read)
            return read;
    }
    return variants;
}

Result<Done> readLoaded(PgSession &session, bool wasFirst, KnownTables &known, const std::stop_token &stop)
{
    if (auto read = readLoadedRows(session, sql(u"pull/known_pulled_facets"), known.facets, stop); !read)
        return read;
    if (auto read = readSeenRows(session, sql(u"pull/seen_members"), known.members, stop); !read)
        return read;
    const auto places = readPairs(
        session, sql(u"pull/seen_media"), [&](qint64 product, qint64 count) { known.mediaPlaces[product] = count; },
        stop);
    if (!places)
        return places;
    if (wasFirst) {
        if (auto read = readLoadedRows(session, sql(u"pull/known_filling_products"), known.products, stop); !read)
            return read;
        return readLoadedRows(session, sql(u"pull/known_filling_variants"), known.variants, stop);
    }
    if (auto read = readSeenRows(session, sql(u"pull/seen_products"), known.products, stop); !read)
        return read;
    if (auto read = readSeenRows(session, sql(u"pull/seen_variants"), known.variants, stop); !read)
        return read;
    if (auto read = readSeenRows(session, sql(u"pull/seen_facets"), known.facets, stop); !read)
        return read;
    if (auto read = readLoadedRows(session, sql(u"pull/known_pulled_products"), known.products, stop); !read)
        return read;
    return readLoadedRows(session, sql(u"pull/known_pulled_variants"), known.variants, stop);
}

Result<std::vector<ChildRow>> childrenLoaded(
    PgSession &session, bool wasFirst, const KnownTables &known, const std::stop_token &stop)
{
    std::vector<ChildRow> children;
    const auto read = readPairs(
        session, sql(wasFirst ? u"pull/filling_owners" : u"pull/pulled_owners"),
        [&](qint64 variant, qint64 product) {
            if (!known.products.contains(product))
                children.push_back({variant, product});
        },
        stop);
    if (!read)
        return read.failure();
    return children;
}

Result<MissingRows> missingOfSeen(PgSession &session, const KnownTables &known, const std::stop_token &stop)
{
    MissingRows missing;
    const auto variants = readPairs(
        session, sql(u"pull/variant_owners"),
        [&](qint64 variant, qint64 product) {
            if (known.products.isSeen(product) && !known.variants.isSeen(variant))
                missing.variants.push_back(variant);
        },
        stop);
    if (!variants)
        return variants.failure();
    const auto facets = readPairs(
        session, sql(known.withChannels ? u"pull/facet_owners" : u"pull/facet_owners_but_channels"),
        [&](qint64 key, qint64 product) {
            if (known.products.isSeen(product) && !known.facets.isSeen(key))
                missing.facets.push_back(key);
        },
        stop);
    if (!facets)
        return facets.failure();
    return missing;
}

} // namespace Sync
