-- Products that the next pull has to ask for.
UPDATE mirror_state
SET unread = (SELECT array_agg(DISTINCT id) FROM unnest(unread || :ids::bigint[]) AS id)
