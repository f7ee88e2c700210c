-- Fields that differ, until they are staged. is_same: both sides made the same change, so only the base moves.
CREATE TEMP TABLE compare_fields (
    shopify_product_id bigint  NOT NULL,
    shopify_variant_id bigint  NOT NULL,
    variant_id         bigint,
    field              text    NOT NULL,
    base_value         text,
    local_value        text,
    remote_value       text,
    is_conflict        boolean NOT NULL,
    is_same            boolean NOT NULL
) ON COMMIT DROP
