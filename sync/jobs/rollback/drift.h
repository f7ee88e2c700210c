#pragma once

#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/content.h"

#include <QMap>
#include <QSet>
#include <QString>

#include <optional>

namespace Sync {

/// Why a created product is left alone, for staff: it, or a variant that came to it, is not as the create left it.
/// Empty when it is, or when what the create left is not known and no stock was set since. Stock counts only for
/// variants that are `restocked`, since it moves by being sold.
QString whyChangedSince(
    const std::optional<ContentPatch> &returned, const ProductContent &now, const QSet<qint64> &restocked);

/// The same for created variants, of which `present` are still there, by their ids.
QString whyChangedSince(
    const ContentPatch &returned, const QMap<qint64, FieldMap> &present, const QSet<qint64> &restocked);

/// Whether somebody typed something into a created variant here. Stock counts when it is neither what was written nor
/// what Shopify holds of `found`, which may be none.
bool isEditedHere(const FieldMap &written, const FieldMap &local, const VariantContent *found);

/// Whether the fields a step replaces are as they were when it was planned. Stock moves by itself, and is compared only
/// where it is what is put back.
bool isAsPlanned(const Step &step, const RemoteRead &now);

} // namespace Sync
