-- What was unchanged up to a checkpoint, and whose memberships were read.
COPY pulled_seen FROM STDIN (FORMAT binary)
