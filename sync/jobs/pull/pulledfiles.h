#pragma once

#include "sync/graphql/bulkoperations.h"
#include "sync/loader/bulkload.h"
#include "sync/ports/shop.h"

namespace Sync {

/// What Shopify writes down for a pull: the products, and what they are in, which one bulk query cannot ask for too.
struct PulledFiles
{
    BulkOperation products;
    BulkOperation memberships;

    /// Whether both are written.
    bool arePrepared() const;
    qint64 objectCount() const { return products.objectCount + memberships.objectCount; }
    qint64 rootCount() const { return products.rootObjectCount + memberships.rootObjectCount; }
    /// Whether a place in the two as one can be found again.
    bool hasPlaces() const { return products.url.isEmpty() || products.fileSize >= 0; }
};

/// The file of one operation, from that byte on.
LoadPlan::Source sourceOf(const ShopFiles &files, const BulkOperation &operation, qint64 from, std::stop_token stop);

/// Both files as one, an empty line between them, from that byte on; so a checkpoint is one number.
LoadPlan::Source sourceOf(const ShopFiles &files, const PulledFiles &pulled, qint64 from, std::stop_token stop);

} // namespace Sync
