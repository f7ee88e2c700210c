-- Makes a new session independent of the server's defaults. The keepalives let the server notice a desk that has
-- vanished within seconds, and a transaction left open by a hung desk does not hold its locks for ever.
select set_config('TimeZone', 'UTC', false),
       set_config('DateStyle', 'ISO, YMD', false),
       set_config('IntervalStyle', 'postgres', false),
       set_config('extra_float_digits', '1', false),
       set_config('bytea_output', 'hex', false),
       set_config('standard_conforming_strings', 'on', false),
       set_config('tcp_keepalives_idle', '3', false),
       set_config('tcp_keepalives_interval', '2', false),
       set_config('tcp_keepalives_count', '2', false),
       set_config('tcp_user_timeout', '5000', false),
       set_config('idle_in_transaction_session_timeout', '600000', false)
