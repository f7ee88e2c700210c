#pragma once

#include "sync/api/rollback.h"
#include "sync/jobs/push/steps.h"
#include "sync/ports/content.h"

#include <QList>

namespace Sync {

/// How what one call did is put back: to a group of fields, all of it or none, or to the variants that it removed.
struct GroupUndo
{
    QList<RollbackItem> items = {}; ///< Of fields one for Shopify, and one for the catalogue where it has them.
    QList<Step> steps = {};
    QList<CatalogueWrite> withoutCall = {}; ///< Where Shopify holds already what was before.
    ProductContent content = {}; ///< The product in Shopify once the steps are carried out.
};

} // namespace Sync
