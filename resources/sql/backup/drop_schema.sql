-- Makes room for a restored backup; runs in the transaction that restores it.
drop schema if exists public cascade
