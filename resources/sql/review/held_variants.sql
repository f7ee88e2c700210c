-- A product's title and options with the variants it has, as much of these as others must not repeat; one row without a
-- variant where it has none.
SELECT p.name, p.option_names, v.id, v.option1, v.option2, v.option3, v.sku
FROM products p
LEFT JOIN product_variants v ON v.product_id = p.id
WHERE p.id = :product
ORDER BY v.position, v.id
