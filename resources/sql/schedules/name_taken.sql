-- Whether another schedule has that name.
SELECT EXISTS (SELECT FROM schedules WHERE lower(name) = lower(:name) AND id <> coalesce(:id::bigint, 0))
