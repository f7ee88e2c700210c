-- Whether anything in the mirror, the catalogue or the base has facets at all: most shops' products have few or none.
SELECT EXISTS (SELECT FROM shopify_facets) OR EXISTS (SELECT FROM product_facets) OR EXISTS (SELECT FROM base_facets)
