-- The keys of the mirror's facets and the products they belong to. The text and the order of media have no lines of their
-- own.
COPY (SELECT f.line_hash, coalesce(v.product_id, f.product_id)
      FROM shopify_facets f LEFT JOIN shopify_variants v ON v.id = f.variant_id
      WHERE f.field NOT LIKE 'media:alt:%' AND f.field <> 'media:order') TO STDOUT (FORMAT binary)
