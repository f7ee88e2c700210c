-- The list as it is read.
COPY shop_list FROM STDIN (FORMAT binary)
