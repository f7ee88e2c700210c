#pragma once

#include "sync/api/rollback.h"
#include "sync/jobs/push/steps.h"
#include "sync/ports/content.h"

#include <QList>

namespace Sync {

/// How what one call did to a group of fields is put back: all of it or none.
struct GroupUndo
{
    QList<RollbackItem> items = {}; ///< One for Shopify, one for the catalogue where it has the product.
    QList<Step> steps = {};
    QList<CatalogueWrite> withoutCall = {}; ///< Where Shopify holds already what was before.
    ProductContent content = {}; ///< The product in Shopify once the steps are carried out.
};

} // namespace Sync
