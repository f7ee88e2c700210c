-- Whether both sides made the same change anywhere.
SELECT EXISTS (SELECT FROM compare_fields WHERE is_same)
