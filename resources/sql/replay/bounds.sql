-- From when to when the journal has anything at all.
SELECT least((SELECT min(planned_at) FROM sync_operations), (SELECT min(created_at) FROM sync_versions)),
       greatest((SELECT max(planned_at) FROM sync_operations), (SELECT max(created_at) FROM sync_versions))
