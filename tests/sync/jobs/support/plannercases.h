#pragma once

#include "tests/sync/jobs/support/plannershop.h"

#include <QList>

#include <optional>

namespace Tests {

/// A change of one product as a reviewer left it, and the shop as the reviewer saw it. Alphabets are tiny, so that
/// values meet often, and hold what is awkward: nothing and no value, space, zeros, other scripts, markup, great
/// length.
struct PlannerCase
{
    PlannerShop shop;
    Sync::PushChange change;
    std::optional<Sync::LocalProduct> local;
};

/// Must be called within a RapidCheck property. An update never removes all variants without adding one, which Shopify
/// would refuse, and gives no variant options that another one has.
PlannerCase anyUpdate();
PlannerCase anyCreate();
PlannerCase anyDelete();
PlannerCase anyChange();

/// Some of what somebody else may do to the product; `freely` also takes it or variants away.
void ghostEdits(PlannerShop &shop, bool freely);

/// The fields of a product or variant, and every facet there may be, without a value where it is not there.
Sync::FieldMap withAbsentFacets(const Sync::FieldMap &fields, bool ofVariant);

/// A value for the field from its alphabet.
Sync::FieldValue anyValue(const QString &field);

} // namespace Tests
