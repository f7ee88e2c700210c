-- Starts a transaction in which every statement sees the same instant.
begin isolation level repeatable read read only
