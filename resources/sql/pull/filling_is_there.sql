-- Whether what a first pull that was interrupted has read is still there: the facets are not after a crash of the server.
SELECT to_regclass('filling_products') IS NOT NULL AND to_regclass('filling_variants') IS NOT NULL
       AND (SELECT count(*) FROM pulled_facets) >= :facets
