-- What the mirror holds, if it has ever been filled.
SELECT complete, query_fingerprint, watermark FROM mirror_state
