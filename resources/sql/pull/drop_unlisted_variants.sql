-- The variants of products that were deleted between the reading of their content and that of the list.
DELETE FROM pulled_variants n WHERE NOT EXISTS (SELECT FROM shop_list l WHERE l.id = n.product_id)
