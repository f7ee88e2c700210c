#pragma once

#include "app/demoshop/execution/plan.h"

/// What a document costs, by Shopify's rules as far as they are known: an object 1, a scalar nothing, a connection the
/// price of one node times a factor that grows with the logarithm of the page (a page of 250 counts as 12), a mutation
/// 10 and for writes of many variants or metafields a little per item.
namespace DemoShop::Cost {

constexpr double dearest = 1000; ///< points one request may cost

/// How often a node is charged for a page of `size`.
double pageFactor(int size);

/// Whether a list's items are charged one by one (`nodes(ids:)`) rather than once.
bool countsEach(const Graphql::FieldDefinition &field);

/// What is reserved before the plan is executed.
double requested(const Planner &planner, const Plan &plan);

/// What a mutation field is charged.
double ofMutation(const PlannedField &field);

} // namespace DemoShop::Cost
