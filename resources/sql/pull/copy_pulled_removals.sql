-- What the mirror has and a complete file has not.
COPY pulled_removals FROM STDIN (FORMAT binary)
