-- Variants somebody adds to a product, behind its others in the order given, as a JSON array of fields and of the variant
-- each is like (0 for none). What is not given is as with that one, but for what belongs to the goods themselves: SKU,
-- barcode and stock. A trigger counts them and notes the edit. Returns the ids in the order given.
INSERT INTO product_variants (product_id, position, title, sku, barcode, price, compare_at_price, cost,
                              inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1,
                              option2, option3)
SELECT :product::bigint, last.place + a.place, a.fields ->> 'title', nullif(a.fields ->> 'sku', ''),
       nullif(a.fields ->> 'barcode', ''),
       CASE WHEN jsonb_exists(a.fields, 'price') THEN (a.fields ->> 'price')::numeric ELSE coalesce(o.price, 0) END,
       CASE WHEN jsonb_exists(a.fields, 'compare_at_price') THEN nullif(a.fields ->> 'compare_at_price', '')::numeric
            ELSE o.compare_at_price END,
       CASE WHEN jsonb_exists(a.fields, 'cost') THEN nullif(a.fields ->> 'cost', '')::numeric ELSE o.cost END,
       coalesce((a.fields ->> 'inventory_quantity')::integer, 0),
       coalesce(a.fields ->> 'inventory_policy', o.inventory_policy, 'deny'),
       coalesce((a.fields ->> 'tracked')::boolean, o.tracked, true),
       coalesce((a.fields ->> 'taxable')::boolean, o.taxable, true),
       CASE WHEN jsonb_exists(a.fields, 'weight') THEN nullif(a.fields ->> 'weight', '')::numeric ELSE o.weight END,
       CASE WHEN jsonb_exists(a.fields, 'weight_unit') THEN nullif(a.fields ->> 'weight_unit', '')
            ELSE o.weight_unit END,
       nullif(a.fields ->> 'option1', ''), nullif(a.fields ->> 'option2', ''), nullif(a.fields ->> 'option3', '')
FROM (SELECT e.variant -> 'fields' AS fields, (e.variant ->> 'like')::bigint AS original, e.place
      FROM jsonb_array_elements(:variants::jsonb) WITH ORDINALITY AS e (variant, place)) AS a
CROSS JOIN (SELECT coalesce(max(v.position), 0) AS place FROM product_variants v WHERE v.product_id = :product) AS last
LEFT JOIN product_variants o ON o.id = a.original AND o.product_id = :product
ORDER BY a.place
RETURNING id
