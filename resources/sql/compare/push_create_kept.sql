-- Open changes that say exactly what would be staged now: they and their decisions stay.
CREATE TEMP TABLE push_kept (change_id bigint NOT NULL, product_id bigint PRIMARY KEY) ON COMMIT DROP
