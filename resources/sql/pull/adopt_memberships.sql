-- The first time that it is read what products are in, or the first time their sales channels or media: nobody has said anything of
-- it here, so it is for Shopify to tell and nothing to decide on.
WITH told AS (
    SELECT p.id AS product_id, m.product_id AS shopify_product_id, m.field, m.value
    FROM shopify_facets m
    CROSS JOIN mirror_state s
    JOIN products p ON p.shopify_product_id = m.product_id
    JOIN base_products b ON b.id = m.product_id
    WHERE m.variant_id = 0 AND (is_membership(m.field) OR m.field LIKE 'media:%')
      AND NOT CASE WHEN m.field LIKE 'publication:%' THEN s.channels_read
                   WHEN m.field LIKE 'media:%' THEN s.media_read ELSE s.memberships_read END
      AND NOT EXISTS (SELECT FROM product_facets o
                      WHERE o.product_id = p.id AND o.variant_id IS NULL AND o.field = m.field)
      AND NOT EXISTS (SELECT FROM base_facets o
                      WHERE o.product_id = m.product_id AND o.variant_id = 0 AND o.field = m.field)
), written AS (
    INSERT INTO product_facets (product_id, field, value)
    SELECT product_id, field, value FROM told
)
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT shopify_product_id, 0, field, value FROM told
