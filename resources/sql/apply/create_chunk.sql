-- The changes of this transaction.
CREATE TEMP TABLE apply_chunk (
    change_id          bigint PRIMARY KEY,
    change_type        text    NOT NULL,
    product_id         bigint,
    shopify_product_id bigint  NOT NULL,
    title              text    NOT NULL,
    is_stale           boolean NOT NULL DEFAULT false,
    failure            text,
    before             jsonb
) ON COMMIT DROP
