-- Works out for the products noted whether they differ from the base, and what their status is. Without a base nothing
-- is known, and the status stays. Open changes are grouped once: looked for by product, all were read for each of them
-- where the statistics knew of none yet.
UPDATE products p
SET locally_edited = d.is_edited,
    shopify_sync_status = CASE
        WHEN d.has_conflict THEN 'conflict'
        WHEN d.has_open THEN 'pending'
        WHEN d.is_edited OR d.is_behind THEN 'modified'
        ELSE 'synced' END
FROM (
    SELECT p.id,
        (p.name, p.handle, p.description_html, p.vendor, p.product_type, p.status, p.seo_title,
        p.seo_description, p.option_names)
        IS DISTINCT FROM
        (b.title, b.handle, b.description_html, b.vendor, b.product_type, b.status, b.seo_title,
        b.seo_description, b.option_names)
        OR (p.tags IS DISTINCT FROM b.tags AND canonical_tags(p.tags) IS DISTINCT FROM canonical_tags(b.tags))
        OR EXISTS (SELECT FROM product_variants v LEFT JOIN base_variants bv ON bv.id = v.shopify_variant_id
                   WHERE v.product_id = p.id
                     AND (v.sku, v.barcode, v.price, v.compare_at_price, v.cost,
                          CASE WHEN NOT (SELECT stock_is_by_location()) THEN v.inventory_quantity END, v.inventory_policy, v.tracked, v.taxable, v.weight, v.weight_unit, v.option1,
                          v.option2, v.option3)
                         IS DISTINCT FROM
                         (bv.sku, bv.barcode, bv.price, bv.compare_at_price, bv.cost,
                          CASE WHEN NOT (SELECT stock_is_by_location()) THEN bv.inventory_quantity END, bv.inventory_policy, bv.tracked, bv.taxable, bv.weight, bv.weight_unit, bv.option1,
                          bv.option2, bv.option3))
        OR EXISTS (SELECT FROM base_variants bv
                   WHERE bv.product_id = b.id
                     AND NOT EXISTS (SELECT FROM product_variants v WHERE v.shopify_variant_id = bv.id))
        OR EXISTS (SELECT FROM facet_edits e WHERE e.product_id = p.id) AS is_edited,
        m.content_hash IS DISTINCT FROM b.content_hash
        OR EXISTS (SELECT FROM shopify_variants mv LEFT JOIN base_variants bv ON bv.id = mv.id
                   WHERE mv.product_id = b.id AND bv.content_hash IS DISTINCT FROM mv.content_hash)
        OR EXISTS (SELECT FROM shopify_facets m
                   WHERE m.product_id = p.shopify_product_id
                     AND NOT EXISTS (SELECT FROM base_facets b
                                     WHERE b.product_id = m.product_id AND b.variant_id = 0 AND b.field = m.field
                                       AND b.value = m.value))
        OR EXISTS (SELECT FROM shopify_variants v
                   JOIN shopify_facets m ON m.product_id = 0 AND m.variant_id = v.id
                   WHERE v.product_id = p.shopify_product_id
                     AND NOT EXISTS (SELECT FROM base_facets b
                                     WHERE b.product_id = v.product_id AND b.variant_id = v.id AND b.field = m.field
                                       AND b.value = m.value))
        OR EXISTS (SELECT FROM base_facets b
                   LEFT JOIN shopify_facets m ON m.product_id = CASE WHEN b.variant_id = 0 THEN b.product_id ELSE 0 END
                       AND m.variant_id = b.variant_id AND m.field = b.field
                   WHERE b.product_id = p.shopify_product_id AND m.field IS NULL) AS is_behind,
        coalesce(c.has_open, false) AS has_open,
        coalesce(c.has_conflict, false) AS has_conflict
    FROM refreshed r
    JOIN products p ON p.id = r.product_id
    JOIN base_products b ON b.id = p.shopify_product_id
    LEFT JOIN shopify_products m ON m.id = b.id
    LEFT JOIN (SELECT c.shopify_product_id, true AS has_open, bool_or(c.conflict_count > 0) AS has_conflict
               FROM staged_product_changes c
               WHERE c.status IN ('pending', 'approved', 'applying')
               GROUP BY c.shopify_product_id) AS c ON c.shopify_product_id = p.shopify_product_id
) AS d
WHERE p.id = d.id
  AND (p.locally_edited, p.shopify_sync_status) IS DISTINCT FROM
      (d.is_edited, CASE
        WHEN d.has_conflict THEN 'conflict'
        WHEN d.has_open THEN 'pending'
        WHEN d.is_edited OR d.is_behind THEN 'modified'
        ELSE 'synced' END)
