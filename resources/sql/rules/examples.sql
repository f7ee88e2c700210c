-- Titles and SKUs of changes, to name them.
SELECT s.id, s.title, coalesce(s.sku, '')
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS asked (id, position)
JOIN staged_product_changes s ON s.id = asked.id
ORDER BY asked.position
