-- A first pull fills a table of its own, which then takes the mirror's place: what is written to a table made in the same
-- transaction need not go through the log, and its indexes are built quicker at the end than row by row.
CREATE TABLE filling_products (LIKE shopify_products INCLUDING ALL EXCLUDING INDEXES)
