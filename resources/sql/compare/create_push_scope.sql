-- The catalogue products whose local edits are staged in this transaction.
CREATE TEMP TABLE push_scope (product_id bigint PRIMARY KEY) ON COMMIT DROP
