#pragma once

#include "sync/jobs/push/pushplanner.h"

#include <QStringList>

#include <optional>

namespace Sync {

/// Plans how the catalogue's product is made in Shopify: one call for all of it, and one that puts it into its sales
/// channels. What cannot be written there is left out, with why.
PushPlan planCreate(const std::optional<LocalProduct> &local);

/// Those of the fields of a product or variant that is to be made which can be sent. Why the others cannot is added to
/// `leftOut`, a sentence each; the catalogue keeps them.
FieldMap sendableFields(const FieldMap &fields, QStringList &leftOut);

/// What a product that was made lacks of what was asked for, sentences: media of which Shopify has no file any more.
QStringList whatWasNotMade(const FieldMap &asked, const ProductContent &made);
/// Comes before the reasons why some of what the catalogue has is not in Shopify: the product itself is.
QString madeWithoutSome();

} // namespace Sync
