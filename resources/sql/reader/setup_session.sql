-- The reader's session never writes, and no single page may hold it for long.
SELECT set_config('default_transaction_read_only', 'on', false),
       set_config('statement_timeout', :timeout, false),
       set_config('idle_in_transaction_session_timeout', '60000', false)
