-- Puts products without a category into Uncategorized.
UPDATE products SET category_id = (SELECT id FROM categories WHERE name = 'Uncategorized')
WHERE category_id IS NULL
