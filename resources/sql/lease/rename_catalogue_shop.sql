-- The same shop under a new name, or with its number, which was not known before.
UPDATE catalogue_shop SET domain = :domain, number = coalesce(nullif(:number::bigint, 0), number)
