-- Starts a transaction that behaves as if it ran alone.
begin isolation level serializable
