-- The catalogue becomes this shop's, unless it is somebody's already.
INSERT INTO catalogue_shop (domain, number, claimed_by) VALUES (:domain, nullif(:number::bigint, 0), :operator)
ON CONFLICT (singleton) DO NOTHING
