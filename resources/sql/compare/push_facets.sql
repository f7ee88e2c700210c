-- Facets edited here while Shopify still has the base, of products and variants that both sides have. One that changed there
-- too is a conflict, staged by the pull; unless it is the order of media: then what is sent is both sides' moves together.
-- OFFSET 0 has the edits found product by product; pulled up, the view was joined for the whole catalogue first.
INSERT INTO push_fields
SELECT e.product_id, e.shopify_variant_id, e.variant_id, e.field, e.base_value, e.local_value, m.value, o.merged
FROM push_scope s
CROSS JOIN LATERAL (SELECT * FROM facet_edits e WHERE e.product_id = s.product_id OFFSET 0) AS e
JOIN base_products b ON b.id = e.shopify_product_id
JOIN shopify_products mp ON mp.id = e.shopify_product_id
LEFT JOIN shopify_facets m ON m.product_id = CASE WHEN e.shopify_variant_id = 0 THEN e.shopify_product_id ELSE 0 END
    AND m.variant_id = e.shopify_variant_id AND m.field = e.field
CROSS JOIN LATERAL (
    SELECT CASE WHEN e.field = 'media:order' AND NOT media_follow(e.base_value, m.value)
                THEN merge_media_order(e.base_value, e.local_value, m.value) END AS merged
) AS o
WHERE CASE WHEN e.field <> 'media:order' THEN m.value IS NOT DISTINCT FROM e.base_value
           ELSE (o.merged IS NOT NULL OR media_follow(e.base_value, m.value))
               AND NOT media_follow(m.value, coalesce(o.merged, e.local_value)) END
  AND (e.shopify_variant_id = 0
       OR (EXISTS (SELECT FROM base_variants v WHERE v.id = e.shopify_variant_id)
           AND EXISTS (SELECT FROM shopify_variants v WHERE v.id = e.shopify_variant_id)))
