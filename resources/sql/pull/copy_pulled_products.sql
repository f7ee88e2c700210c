-- A later pull keeps new and changed products aside until they are merged.
COPY pulled_products FROM STDIN (FORMAT binary)
