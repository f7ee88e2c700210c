-- A check must not hold anybody up.
SELECT set_config('statement_timeout', :milliseconds, false), set_config('lock_timeout', '1000', false)
