-- The shop's safe level, if one was ever stored for all desks.
SELECT value #>> '{}' FROM settings WHERE key = 'safe_level'
