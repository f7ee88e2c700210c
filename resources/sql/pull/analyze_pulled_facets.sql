-- The planner must know how many facets are new.
ANALYZE pulled_facets
