-- Products that were deleted between the reading of their content and that of the list.
DELETE FROM pulled_products n WHERE NOT EXISTS (SELECT FROM shop_list l WHERE l.id = n.id)
