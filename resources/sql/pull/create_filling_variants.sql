-- A first pull fills a table of its own, which then takes the mirror's place.
CREATE TABLE filling_variants (LIKE shopify_variants INCLUDING ALL EXCLUDING INDEXES)
