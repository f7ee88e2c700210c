-- As facet_owners, for a pull that may not read sales channels.
COPY (SELECT f.line_hash, coalesce(v.product_id, f.product_id)
      FROM shopify_facets f LEFT JOIN shopify_variants v ON v.id = f.variant_id
      WHERE f.field NOT LIKE 'publication:%' AND f.field NOT LIKE 'media:alt:%' AND f.field <> 'media:order') TO STDOUT (FORMAT binary)
