-- Gives the lease back by letting it run out now; the row stays, so that its epoch is never used again.
UPDATE writer_lease SET until = clock_timestamp() WHERE shop_domain = :shop AND owner = :owner AND epoch = :epoch
