-- Products that the shop is known to have, or to have changed, but whose content could not be read: the search that a
-- pull of what changed uses does not know of them yet, or what came of them was not whole. The next pull asks for them
-- by their ids.
ALTER TABLE mirror_state ADD COLUMN unread bigint[] NOT NULL DEFAULT '{}';

-- The pull that was begun and has not ended, if there is one: what it asked Shopify for, by which bulk operation, and
-- how much of the file is taken in. bytes is the place after the last whole line whose row is committed; progress is
-- what the lines so far have come to.
CREATE TABLE unfinished_pull (
    singleton     boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    batch_id      bigint      NOT NULL,
    request       jsonb       NOT NULL,
    filter        text        NOT NULL,
    quick         boolean     NOT NULL,
    fingerprint   text        NOT NULL,
    operation     text        NOT NULL,
    fills_mirror  boolean,
    bytes         bigint      NOT NULL DEFAULT 0,
    progress      jsonb       NOT NULL DEFAULT '{}',
    started_at    timestamptz NOT NULL DEFAULT now()
);

-- Of a later pull that was interrupted: rows of the mirror whose lines had been seen and were unchanged.
CREATE UNLOGGED TABLE pulled_seen (entity text NOT NULL CHECK (entity IN ('product', 'variant')), id bigint NOT NULL);
