-- Whether a transaction of this run may still commit; to be asked last in it. Until it ends a takeover and the switching
-- of maintenance mode wait, so that neither can come between the question and the commit.
SELECT m.active AND (m.until IS NULL OR m.until > clock_timestamp()), m.reason, m.changed_by
FROM writer_lease l, maintenance m
WHERE l.shop_domain = :shop AND l.epoch = :epoch
FOR SHARE
