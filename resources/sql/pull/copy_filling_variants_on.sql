-- A first pull goes on after a checkpoint: its table is no longer of this transaction.
COPY filling_variants FROM STDIN (FORMAT binary)
