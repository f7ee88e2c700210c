#pragma once

#include "app/demoshop/api/shopcontext.h"

namespace DemoShop::Guards {

/// Checks a top level field before anything is done for it: access scopes, the rules of @idempotent, and arrays that
/// are too long. The error to answer with, or nothing.
std::optional<Graphql::Error> refusal(const ShopContext &shop, const PlannedField &field);

/// The same for a connection inside an object: some need a scope of their own. The error has the field's name only as
/// its path.
std::optional<Graphql::Error> refusalInside(const ShopContext &shop, const PlannedField &field);

} // namespace DemoShop::Guards
