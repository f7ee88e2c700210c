#pragma once

#include "app/demoshop/execution/plan.h"

namespace DemoShop::Resolvers {

/// The resolvers of everything the demo shop serves.
const ResolverTable &all();

void addProduct(ResolverTable *table);
void addVariant(ResolverTable *table);
void addParts(ResolverTable *table);
void addMedia(ResolverTable *table);
void addConnections(ResolverTable *table);
void addQueries(ResolverTable *table);

} // namespace DemoShop::Resolvers
