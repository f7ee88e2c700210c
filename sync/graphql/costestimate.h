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

    static constexpr double productUpdate(int metafields = 0, int media = 0)
    {
        return Mutation + 0.4 * metafields + 1.9 * media;
    }
    static constexpr double productDelete() { return Mutation; }
    static constexpr double productSet(int variants, int metafields = 0)
    {
        return Mutation + 0.2 * variants + 0.4 * metafields;
    }
    static constexpr double variantsUpdate(int variants) { return Mutation + 0.2 * variants; }
    static constexpr double variantsCreate(int variants) { return Mutation + 0.2 * variants; }
    static constexpr double variantsDelete() { return Mutation; }
    static constexpr double inventorySet() { return Mutation; }
    static constexpr double bulkOperation() { return Mutation; }

    /// products_by_ids: every product with a page of its variants, their first metafields, and what it is in. Bound by
    /// MostPerRequest: see productsPerRead().
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

    /// product_variants_page: the product, and of each variant its options, its first five metafields and its stock
    /// item with cost, weight and level.
    static double variantsPageRead(int variants) { return 1 + (9 + pageFactor(5)) * pageFactor(variants); }
    /// product_by_handle: as products_by_ids, without the stock at a location.
    static double productByHandleRead(int variants) { return 4 + 6 * pageFactor(variants); }
    /// push_check: what was asked for of each id, a product's SEO or a variant's stock item with cost and weight.
    static constexpr double checkRead(int ids, bool seo, bool item) { return double(ids) * checkOfOne(seo, item); }
    /// How many ids one push_check may ask for.
    static constexpr int checksPerRead(bool seo, bool item)
    {
        return std::min(int(MostPerRequest / checkOfOne(seo, item)), MostItems);
    }
    /// metafields_by_ids: so many metafields of each id.
    static double metafieldsRead(int ids, int each) { return ids * (1 + pageFactor(each)); }
    /// How many ids one metafields_by_ids may ask for with so many metafields each.
    static int ownersPerRead(int metafieldsEach)
    {
        return std::clamp(int(MostPerRequest / metafieldsRead(1, metafieldsEach)), 1, MostItems);
    }
    /// media_by_ids: so many media of each id.
    static double mediaRead(int ids, int each) { return ids * (1 + pageFactor(each)); }
    /// How many ids one media_by_ids may ask for with so many media each.
    static int mediaOwnersPerRead(int mediaEach)
    {
        return std::clamp(int(MostPerRequest / mediaRead(1, mediaEach)), 1, MostItems);
    }
    /// media_addresses: the picture and its image, of each id.
    static constexpr double addressesRead(int ids) { return 2.0 * ids; }
    /// bulk_recent: the newest bulk operations.
    static double bulkOperationsRead() { return pageFactor(50); }
    /// memberships_by_ids: the category, and so many collections and sales channels, of each product.
    static double membershipsRead(int products, int each) { return products * (2 + 6 * pageFactor(each)); }
    /// How many products one memberships_by_ids may ask for with so many memberships of each sort.
    static int membersPerRead(int each)
    {
        return std::clamp(int(MostPerRequest / membershipsRead(1, each)), 1, MostItems);
    }
    /// stock_by_variants: the stock item and so many levels of each variant, each with its location and quantity.
    static double stockRead(int variants, int levelsEach) { return variants * (2 + 3 * pageFactor(levelsEach)); }
    /// How many variants one stock_by_variants may ask for with so many levels each.
    static int variantsPerStockRead(int levelsEach)
    {
        return std::clamp(int(MostPerRequest / stockRead(1, levelsEach)), 1, MostItems);
    }
    /// locations: a page of the shop's locations, each with the fulfilment service that counts there.
    static double locationsRead(int locations) { return 2 * pageFactor(locations); }
    /// collections_by_name, collection_times: a page of the shop's collections.
    static double collectionsRead(int collections) { return pageFactor(collections); }
    /// collection_members: a collection with a page of its products.
    static double membersRead(int products) { return 1 + pageFactor(products); }

private:
    /// A connection is charged one node times a factor that grows with the logarithm of the page.
    static double pageFactor(int size)
    {
        return std::min(double(size), std::max(1.0, std::ceil(2 * std::log(std::max(1, size)))));
    }
    static double productRead(int variants)
    {
        return 7 + pageFactor(25) + 6 * pageFactor(10) + (9 + pageFactor(5)) * pageFactor(variants);
    }
    static constexpr double checkOfOne(bool seo, bool item) { return 1 + (seo ? 1 : 0) + (item ? 4 : 0); }
};

} // namespace Sync
