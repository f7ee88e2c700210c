-- The shop's stock locations, where stock is kept by location; none where its total is what is edited.
SELECT l.id, l.name, l.active, l.managed_by
FROM locations l
WHERE stock_is_by_location()
ORDER BY l.name, l.id
