#pragma once

#include "sync/jobs/push/steps.h"
#include "sync/ports/journalstore.h"

namespace Sync {

/// What a confirmed operation makes true in journal, mirror, base and catalogue. `content` is what Shopify returned,
/// `writes` what the catalogue held for the fields when they were decided on (their values are filled in here).
Settlement settlementOf(const Operation &operation, const ProductContent &content, const QList<CatalogueWrite> &writes,
    const QString &requestId);

} // namespace Sync
