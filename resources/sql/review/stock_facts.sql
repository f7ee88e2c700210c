-- Whether stock is kept by location, and which of the fields name a location that is not an active one of the shop.
SELECT stock_is_by_location(),
       coalesce(array_agg(f.name ORDER BY f.name) FILTER (WHERE f.name LIKE 'stock:%' AND l.id IS NULL), '{}')
FROM unnest(:fields::text[]) AS f (name)
LEFT JOIN locations l ON l.active AND f.name = 'stock:' || l.id
