-- What was unchanged up to a checkpoint, and whose memberships and media were read.
COPY pulled_seen FROM STDIN (FORMAT binary)
