-- A batch that ended while of some of its writes nobody knew whether they had arrived: a person is asked about it as
-- about one that was cut short. Those of the past are left as they are.
ALTER TABLE sync_batches ADD COLUMN left_open boolean NOT NULL DEFAULT false;

-- At which computer somebody decided: two people whose operating systems call them the same are still two. What was
-- decided before goes by the name alone.
ALTER TABLE staged_product_changes ADD COLUMN decided_host text;
ALTER TABLE staged_field_changes ADD COLUMN decided_host text;
