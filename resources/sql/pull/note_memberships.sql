-- What of the memberships the mirror was filled with.
UPDATE mirror_state SET memberships_read = true, media_read = true, channels_read = channels_read OR :channels
WHERE NOT memberships_read OR NOT media_read OR channels_read < (channels_read OR :channels)
