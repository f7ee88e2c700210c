-- The mirror is what the shop was when the pull began. The watermark only moves on.
UPDATE mirror_state
SET complete = true, watermark = greatest(watermark, :watermark::timestamptz), pulled_at = now(), pulled_by_batch = :batch
