-- What the mirror holds, if it has ever been filled.
SELECT complete, query_fingerprint, watermark, unread FROM mirror_state
