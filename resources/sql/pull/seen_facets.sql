-- The facets that a later pull that goes on has found unchanged so far.
COPY (SELECT id, 0::bigint FROM pulled_seen WHERE entity = 'facet') TO STDOUT (FORMAT binary)
