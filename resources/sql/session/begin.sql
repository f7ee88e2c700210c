-- Starts a transaction that reads and writes.
begin
