-- The first option linked to a metafield in Shopify that an edit of its product would not leave as it is: its name goes, a
-- variant gets a value of it that Shopify does not hold, or variants come. What differs already and is not edited counts
-- for nothing, and what the last pull did not ask yet is not known.
SELECT l.option, l.metafield
FROM products p
JOIN shopify_products m ON m.id = p.shopify_product_id
CROSS JOIN LATERAL jsonb_each_text(m.linked_options) AS l (option, metafield)
CROSS JOIN LATERAL (
    SELECT array_position(p.option_names, l.option) AS before,
           array_position(m.option_names, l.option) AS there,
           array_position(ARRAY(SELECT n.name FROM jsonb_array_elements_text(
                                    coalesce((:fields::jsonb ->> 'option_names')::jsonb, to_jsonb(p.option_names))) AS n (name)),
                          l.option) AS wanted) AS place
WHERE p.id = :product AND place.before IS NOT NULL
  AND (:adding::boolean OR place.wanted IS NULL
       OR EXISTS (
           SELECT FROM jsonb_each(:variants::jsonb) AS e (variant, fields)
           JOIN product_variants pv ON pv.id = e.variant::bigint AND pv.product_id = p.id
           JOIN shopify_variants sv ON sv.id = pv.shopify_variant_id
           CROSS JOIN LATERAL (SELECT e.fields ->> ('option' || place.wanted) AS value) AS given
           WHERE given.value IS NOT NULL
             AND given.value <> coalesce((ARRAY[sv.option1, sv.option2, sv.option3])[place.there], '')
             AND given.value <> coalesce((ARRAY[pv.option1, pv.option2, pv.option3])[place.before], '')))
ORDER BY l.option
LIMIT 1
