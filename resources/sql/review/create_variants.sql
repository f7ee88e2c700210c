-- The variants of a product just made, in the order given. A trigger counts them and notes the edit.
INSERT INTO product_variants (product_id, position, title, sku, barcode, price, compare_at_price, cost,
                              inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1,
                              option2, option3)
SELECT :product, v.place, v.fields ->> 'title', nullif(v.fields ->> 'sku', ''), nullif(v.fields ->> 'barcode', ''),
       (v.fields ->> 'price')::numeric, nullif(v.fields ->> 'compare_at_price', '')::numeric,
       nullif(v.fields ->> 'cost', '')::numeric, coalesce((v.fields ->> 'inventory_quantity')::integer, 0),
       coalesce(v.fields ->> 'inventory_policy', 'deny'), coalesce((v.fields ->> 'tracked')::boolean, true),
       coalesce((v.fields ->> 'taxable')::boolean, true), nullif(v.fields ->> 'weight', '')::numeric,
       nullif(v.fields ->> 'weight_unit', ''), nullif(v.fields ->> 'option1', ''), nullif(v.fields ->> 'option2', ''),
       nullif(v.fields ->> 'option3', '')
FROM jsonb_array_elements(:variants::jsonb) WITH ORDINALITY AS v (fields, place)
ORDER BY v.place
