DROP TABLE pulled_removals, pulled_variants, pulled_products, shopify_collection_products, shopify_collections,
    shopify_metafields, shopify_media, shopify_inventory_levels, locations, mirror_state, base_variants,
    base_products, shopify_variants, shopify_products;
