-- Facets that are new or changed, kept aside until they are merged.
COPY pulled_facets FROM STDIN (FORMAT binary)
