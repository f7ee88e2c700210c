-- Fields that differ, until they are staged. is_same: the catalogue has already what Shopify changed, so only the base
-- moves. merged_value: what a list that both sides changed is to become. decision: what stands until a person says
-- otherwise; where one side removed what the other edited, the edit wins.
CREATE TEMP TABLE compare_fields (
    shopify_product_id bigint  NOT NULL,
    shopify_variant_id bigint  NOT NULL,
    variant_id         bigint,
    field              text    NOT NULL,
    base_value         text,
    local_value        text,
    remote_value       text,
    is_conflict        boolean NOT NULL,
    is_same            boolean NOT NULL,
    merged_value       text,
    decision           text    NOT NULL DEFAULT 'undecided'
) ON COMMIT DROP
