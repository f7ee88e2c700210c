#pragma once

#include <algorithm>
#include <cmath>

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

    /// products_by_ids: every product with a page of its variants. Bound by MostPerRequest: see productsPerRead().
    static double productsRead(int products, int variantsEach) { return products * productRead(variantsEach); }
    /// How many products one products_by_ids may ask for with pages of so many variants.
    static int productsPerRead(int variantsEach)
    {
        return std::clamp(int(MostPerRequest / productRead(variantsEach)), 1, MostItems);
    }
    /// product_fields_by_ids: the product, its SEO and its options.
    static constexpr double productFieldsRead(int products) { return 3.0 * products; }
    /// variants_by_ids: the variant, its product and options, its stock item with cost, weight and level.
    static constexpr double variantsRead(int variants) { return 9.0 * variants; }

private:
    /// A connection is charged one node times a factor that grows with the logarithm of the page.
    static double productRead(int variants)
    {
        return 3 + 8 * std::min(double(variants), std::max(1.0, std::ceil(2 * std::log(std::max(1, variants)))));
    }
};

} // namespace Sync
