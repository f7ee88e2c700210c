-- What a later pull that goes on has found unchanged in the file so far.
COPY (SELECT id, 0::bigint FROM pulled_seen WHERE entity = 'product') TO STDOUT (FORMAT binary)
