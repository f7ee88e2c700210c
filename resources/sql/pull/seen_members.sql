-- The products whose memberships a pull that goes on has read so far.
COPY (SELECT id, 0::bigint FROM pulled_seen WHERE entity = 'member') TO STDOUT (FORMAT binary)
