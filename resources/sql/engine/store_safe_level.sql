-- The shop's safe level, for all desks.
INSERT INTO settings (key, value, updated_by) VALUES ('safe_level', to_jsonb(:level::text), :operator)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_by = excluded.updated_by, updated_at = now()
