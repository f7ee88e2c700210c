-- How long taking the lease waits for a desk that is taking it, or committing, at this moment; it is tried again.
select set_config('lock_timeout', '3000', true)
