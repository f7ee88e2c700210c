-- Whether what a later pull had found so far is still there: nobody has emptied the tables since.
SELECT (SELECT count(*) FROM pulled_products) >= :products AND (SELECT count(*) FROM pulled_variants) >= :variants
       AND (SELECT count(*) FROM pulled_facets) >= :facets AND (SELECT count(*) FROM pulled_seen WHERE entity NOT IN ('member', 'medium')) >= :unchanged
       AND (SELECT count(*) FROM pulled_seen WHERE entity = 'member') >= :members
