-- A later pull keeps new and changed variants aside until they are merged.
COPY pulled_variants FROM STDIN (FORMAT binary)
