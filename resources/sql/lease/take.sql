-- Takes the lease when there is none, it has run out, or its holder takes it again. The epoch only ever grows.
INSERT INTO writer_lease AS held (shop_domain, owner, operator, desk, epoch, until)
VALUES (:shop, :owner, :operator, :desk, (SELECT coalesce(max(epoch), 0) + 1 FROM writer_lease),
        clock_timestamp() + :milliseconds::bigint * interval '1 millisecond')
ON CONFLICT (shop_domain) DO UPDATE
    SET owner = excluded.owner, operator = excluded.operator, desk = excluded.desk, epoch = held.epoch + 1, until = excluded.until
    WHERE held.until <= clock_timestamp() OR held.owner = excluded.owner
RETURNING epoch
