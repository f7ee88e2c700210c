-- Whether what a later pull had found so far is still there: these tables are empty after a crash of the server.
SELECT (SELECT count(*) FROM pulled_products) >= :products AND (SELECT count(*) FROM pulled_variants) >= :variants
       AND (SELECT count(*) FROM pulled_facets) >= :facets AND (SELECT count(*) FROM pulled_seen) >= :unchanged
