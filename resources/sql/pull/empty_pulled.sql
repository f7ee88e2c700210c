-- Before a later pull: what an earlier one may have left.
TRUNCATE pulled_products, pulled_variants, pulled_facets, pulled_removals, pulled_seen
