-- How much of Shopify's file is taken in; in the transaction of the rows it tells of.
UPDATE unfinished_pull SET fills_mirror = :fills_mirror, bytes = :bytes, progress = :progress::jsonb
