-- The product about to be edited, held until the edit is done.
SELECT p.content_version, p.name, p.updated_by, p.updated_at FROM products p WHERE p.id = :id FOR UPDATE
