-- The first pull fills the mirror; the columns are the table's own, in their order.
COPY filling_variants FROM STDIN (FORMAT binary, FREEZE)
