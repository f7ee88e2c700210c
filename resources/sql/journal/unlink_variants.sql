-- Variants of the catalogue whose counterparts are gone.
UPDATE product_variants SET shopify_variant_id = NULL, inventory_item_id = NULL WHERE shopify_variant_id = any(:ids::bigint[])
