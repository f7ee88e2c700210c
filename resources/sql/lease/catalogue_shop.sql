-- The shop the catalogue belongs to, if it belongs to one yet.
SELECT domain, coalesce(number, 0) FROM catalogue_shop
