-- The catalogue products whose status is worked out anew in this transaction.
CREATE TEMP TABLE refreshed (product_id bigint PRIMARY KEY) ON COMMIT DROP
