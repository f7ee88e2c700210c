#pragma once

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

} // namespace Sync
