-- What both sides changed alike is settled.
DELETE FROM compare_fields WHERE is_same
