-- What a first pull that goes on has read of the file so far.
COPY (SELECT id, line_hash FROM filling_variants) TO STDOUT (FORMAT binary)
