#pragma once

#include "sync/api/rollback.h"
#include "sync/jobs/push/steps.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/operation.h"

#include <QList>

#include <optional>

namespace Sync {

/// How an order of variants is put back.
struct OrderUndo
{
    QList<RollbackItem> items = {}; ///< One for Shopify, one for the catalogue where it has the product.
    QList<Step> steps = {};
    QList<CatalogueWrite> withoutCall = {}; ///< Where Shopify has the old order already.
};

/// Takes back the order that `operation` made, as a whole: places move with every variant that comes or goes, so what
/// counts is in which order the variants that it moved follow each other now.
OrderUndo planOrderUndo(const Operation &operation, const ProductContent &now, const std::optional<LocalImage> &local,
    bool restoreConflicts);

} // namespace Sync
