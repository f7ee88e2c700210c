-- From now on the transaction is ended when nothing is asked in it for so long.
select set_config('idle_in_transaction_session_timeout', :milliseconds, true)
