DROP TABLE deleted_products;
