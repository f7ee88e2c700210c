-- The planner must know how long the list is.
ANALYZE shop_list
