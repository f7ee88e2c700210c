-- Images of products are long texts that are written often and read seldom: lz4, where the server has it, compresses
-- them faster than the default does.
SELECT set_config(name, 'lz4', true) FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
