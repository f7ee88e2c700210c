-- The distinct vendors in order. Hops from one vendor to the next along the index instead of reading every product.
WITH RECURSIVE hop AS (
    (SELECT p.vendor FROM products p WHERE p.vendor > '' ORDER BY p.vendor LIMIT 1)
    UNION ALL
    SELECT (SELECT p.vendor FROM products p WHERE p.vendor > hop.vendor ORDER BY p.vendor LIMIT 1)
    FROM hop WHERE hop.vendor IS NOT NULL
)
SELECT hop.vendor FROM hop WHERE hop.vendor IS NOT NULL LIMIT :limit
