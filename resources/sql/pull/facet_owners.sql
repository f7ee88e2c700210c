-- The keys of the mirror's facets and the products they belong to.
COPY (SELECT f.line_hash, coalesce(v.product_id, f.product_id)
      FROM shopify_facets f LEFT JOIN shopify_variants v ON v.id = f.variant_id) TO STDOUT (FORMAT binary)
