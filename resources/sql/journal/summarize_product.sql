-- What products repeat of their variants, and that the content moved.
UPDATE products p
SET sku = (SELECT v.sku FROM product_variants v WHERE v.product_id = p.id ORDER BY v.position, v.id LIMIT 1),
    variant_count = s.variant_count, min_price = s.min_price, total_inventory = s.total_inventory,
    content_version = p.content_version + CASE WHEN :changed THEN 1 ELSE 0 END,
    updated_at = CASE WHEN :changed THEN now() ELSE p.updated_at END
FROM (SELECT count(*) AS variant_count, min(price) AS min_price, coalesce(sum(inventory_quantity), 0) AS total_inventory
      FROM product_variants WHERE product_id = :product) AS s
WHERE p.id = :product
