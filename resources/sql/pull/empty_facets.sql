-- The facets of a mirror that is filled anew.
TRUNCATE shopify_facets, shopify_media
