#pragma once

#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/content.h"

#include <QMap>

namespace Sync {

/// Whether anything of a created product is not as the create left it, variants that came to it included.
bool hasMoved(const ContentPatch &returned, const ProductContent &now);

/// The same for created variants, of which `present` are still there, by their ids.
bool variantsHaveMoved(const ContentPatch &returned, const QMap<qint64, FieldMap> &present);

/// Whether somebody typed something into a created variant here. Stock counts when it is neither what was written nor
/// what Shopify holds of `found`, which may be none.
bool isEditedHere(const FieldMap &written, const FieldMap &local, const VariantContent *found);

/// Whether the fields a step replaces are as they were when it was planned. Stock moves by itself, and is compared only
/// where it is what is put back.
bool isAsPlanned(const Step &step, const RemoteRead &now);

} // namespace Sync
