#pragma once

#include "sync/db/pgsession.h"
#include "sync/loader/knownrows.h"

#include <stop_token>
#include <vector>

namespace Sync {

/// What is known of products, variants and facets before and while a file is read.
struct KnownTables
{
    KnownRows products;
    KnownRows variants;
    KnownRows facets; ///< By the hash of their lines: they have no id that stays with them.
    KnownRows members = {}; ///< Products whose memberships were read.
    MediaPlaces mediaPlaces = {};
    bool withChannels = true; ///< Sales channels that are known are looked for in the file; else they stay.
};

/// Reads the mirror's rows, the tables at once, the variants over a connection and thread of their own.
Result<Done> readKnown(
    PgSession &session, const ConnectionSettings &database, KnownTables &known, const std::stop_token &stop);

/// Adds what an interrupted load had read of the file: into tables of its own when it was the first pull, else aside.
Result<Done> readLoaded(PgSession &session, bool wasFirst, KnownTables &known, const std::stop_token &stop);

/// A variant and the product it belongs to.
struct ChildRow
{
    qint64 id = 0;
    qint64 parent = 0;
};

/// The variants an interrupted load had read whose products are not known.
Result<std::vector<ChildRow>> childrenLoaded(
    PgSession &session, bool wasFirst, const KnownTables &known, const std::stop_token &stop);

/// Variants by their ids, facets by their keys.
struct MissingRows
{
    std::vector<qint64> variants;
    std::vector<qint64> facets;
};

/// What the mirror has and a file of a part has not although it has their products: each product comes with all its
/// variants and facets, so they are gone.
Result<MissingRows> missingOfSeen(PgSession &session, const KnownTables &known, const std::stop_token &stop);

} // namespace Sync
