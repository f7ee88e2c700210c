-- The variants of the products that come back, under the ids they had.
INSERT INTO product_variants OVERRIDING SYSTEM VALUE
SELECT v.*
FROM deleted_products d
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::product_variants, d.image -> 'variants') AS v
WHERE d.product_id = ANY (:ids::bigint[]) AND d.restored_at IS NULL
