-- The facets that a pull that goes on has found new or changed so far.
COPY (SELECT line_hash, 0::bigint FROM pulled_facets) TO STDOUT (FORMAT binary)
