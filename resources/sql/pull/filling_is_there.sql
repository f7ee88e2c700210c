-- Whether the tables of a first pull that was interrupted are still there.
SELECT to_regclass('filling_products') IS NOT NULL AND to_regclass('filling_variants') IS NOT NULL
