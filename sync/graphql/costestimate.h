#pragma once

#include <algorithm>

namespace Sync {

/// What a request is charged at most, in points of the cost bucket, as published for 2026-10. The client learns what
/// Shopify really asks for and corrects a figure that is too low.
struct CostEstimate
{
    /// Above this Shopify refuses a single request.
    static constexpr double MostPerRequest = 1000;
    /// Above this an input list is refused.
    static constexpr int MostItems = 250;
    static constexpr double Mutation = 10;

    static constexpr double productUpdate(int metafields = 0, int media = 0) { return Mutation + 0.4 * metafields + 1.9 * media; }
    static constexpr double productCreate() { return Mutation; }
    static constexpr double productDelete() { return Mutation; }
    static constexpr double productSet(int variants, int metafields = 0) { return Mutation + 0.2 * variants + 0.4 * metafields; }
    static constexpr double variantsUpdate(int variants) { return Mutation + 0.2 * variants; }
    static constexpr double variantsCreate(int variants) { return Mutation + 0.2 * variants; }
    static constexpr double variantsDelete() { return Mutation; }
    static constexpr double inventorySet() { return Mutation; }
    static constexpr double bulkOperation() { return Mutation; }

    /// Reading products with a page of their variants: the objects, each counted once.
    static constexpr double productsRead(int products, int variantsEach)
    {
        return std::min(MostPerRequest, 2.0 + products * (4.0 + 0.1 * variantsEach));
    }
};

} // namespace Sync
