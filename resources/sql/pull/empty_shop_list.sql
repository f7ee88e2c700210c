-- Before a list is read: what an earlier one of this session left.
TRUNCATE shop_list
