-- What was unchanged up to a checkpoint.
COPY pulled_seen FROM STDIN (FORMAT binary)
