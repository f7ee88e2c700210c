-- Lengthens the lease, if it is still this run's.
UPDATE writer_lease SET until = clock_timestamp() + :milliseconds::bigint * interval '1 millisecond'
WHERE shop_domain = :shop AND owner = :owner AND epoch = :epoch
