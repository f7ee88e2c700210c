-- Variants that Shopify has no more.
DELETE FROM product_variants p USING apply_values v
WHERE v.is_removal AND v.decision <> 'keep_ours' AND p.id = v.variant_id
