-- Which of the collections and sales channels the shop is not known to have.
SELECT m.field
FROM unnest(:fields::text[]) AS m (field)
WHERE (m.field LIKE 'collection:%'
       AND NOT EXISTS (SELECT FROM shopify_collections c
                       WHERE NOT c.rule_based AND 'collection:' || c.id = m.field))
   OR (m.field LIKE 'publication:%'
       AND NOT EXISTS (SELECT FROM shopify_publications p WHERE 'publication:' || p.id = m.field))
ORDER BY m.field
