-- Before a later pull goes on: what is gone is only told at the end of the file.
TRUNCATE pulled_removals
