-- The products the shop has, as a complete list of their ids told.
CREATE TEMPORARY TABLE IF NOT EXISTS shop_list (id bigint NOT NULL, updated_at timestamptz NOT NULL)
