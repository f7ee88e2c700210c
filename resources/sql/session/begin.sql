-- Starts a transaction that reads and writes. One whose desk stands still in the middle, because its computer sleeps, is
-- undone within seconds, so that what it holds keeps no other desk waiting. Local, as a pooler may lend the connection on.
begin;
set local idle_in_transaction_session_timeout = 5000
