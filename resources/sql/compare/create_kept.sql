-- Open changes that say exactly what would be staged now: they and their decisions stay.
CREATE TEMP TABLE compare_kept (change_id bigint NOT NULL, shopify_product_id bigint PRIMARY KEY) ON COMMIT DROP
