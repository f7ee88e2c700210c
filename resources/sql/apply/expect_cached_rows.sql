-- A chunk touches few rows of large tables, most of them read a moment before: fetching them one by one is cheaper than
-- the planner's default, made for spinning disks, makes it believe.
SELECT set_config('random_page_cost', '1.1', true)
