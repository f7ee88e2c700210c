-- Whether what a first pull that was interrupted has read is still there: nobody has taken the tables away since.
SELECT to_regclass('filling_products') IS NOT NULL AND to_regclass('filling_variants') IS NOT NULL
       AND (SELECT count(*) FROM pulled_facets) >= :facets
       AND (SELECT count(*) FROM pulled_seen WHERE entity = 'member') >= :members
