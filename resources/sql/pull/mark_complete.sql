-- The mirror is what the shop was when the pull began. A pull of everything sets the watermark and has left nothing
-- unread; one of what changed only moves it on; where there is none, a pull of a part leaves it.
UPDATE mirror_state
SET complete = true, pulled_at = now(), pulled_by_batch = :batch,
    watermark = CASE WHEN :whole THEN :watermark::timestamptz ELSE greatest(watermark, :watermark::timestamptz) END,
    channels_hidden = NOT :channels,
    channels_read_only = NOT :channel_changes,
    unread = CASE WHEN :whole THEN '{}' ELSE unread END
