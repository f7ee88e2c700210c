-- The pull that was begun and has not ended.
SELECT batch_id, request, filter, quick, fingerprint, operation, fills_mirror, bytes, progress, memberships
FROM unfinished_pull
