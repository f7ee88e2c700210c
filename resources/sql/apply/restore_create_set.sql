-- The products to put back in this transaction.
CREATE TEMP TABLE restore_set (
    product_id bigint PRIMARY KEY,
    before     jsonb,
    current    jsonb
) ON COMMIT DROP
