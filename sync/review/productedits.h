#pragma once

#include "sync/api/catalogue.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// Writes a person's edit of one product to the catalogue, with the variants that come and go; durable once there is a
/// report.
///
/// Every value is checked first, and none is written when one is refused (BadInput). When the product has moved since
/// the person saw it the edit is not written and the failure is Stale and says who changed it and when. Triggers count
/// the version up and mark the product as edited here; the audit log gets who and what. Blocks; runs on the session's
/// thread.
Result<EditReport> editProduct(PgSession &session, const ProductEdit &edit, const Operator &by);

} // namespace Sync
