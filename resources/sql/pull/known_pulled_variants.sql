-- What a later pull that goes on has found new or changed in the file so far.
COPY (SELECT id, line_hash FROM pulled_variants) TO STDOUT (FORMAT binary)
