-- Local edits, until they are staged.
CREATE TEMP TABLE push_fields (
    product_id         bigint NOT NULL,
    shopify_variant_id bigint NOT NULL,
    variant_id         bigint,
    field              text   NOT NULL,
    base_value         text,
    local_value        text,
    remote_value       text,
    merged_value       text
) ON COMMIT DROP
