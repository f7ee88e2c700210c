-- Hands the values of a composed query to the session, as settings that its pieces read.
SELECT count(set_config('syncdesk.reader_' || key, value, false)) FROM jsonb_each_text(:values::jsonb)
