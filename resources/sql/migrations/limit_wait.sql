-- How long to wait for another desk, in milliseconds; 0 is for ever.
select set_config('lock_timeout', :milliseconds, false)
