-- What a first pull that was cut short may have left.
DROP TABLE IF EXISTS filling_variants
