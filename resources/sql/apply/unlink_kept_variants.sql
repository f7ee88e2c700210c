-- Variants that are gone from Shopify and are kept here: they are new to Shopify now.
UPDATE product_variants p SET shopify_variant_id = NULL, inventory_item_id = NULL, updated_at = now()
FROM apply_values v
WHERE v.is_removal AND v.decision = 'keep_ours' AND p.id = v.variant_id
