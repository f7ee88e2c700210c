-- From here on in this transaction, edits count as somebody's again.
SELECT set_config('syncdesk.applying', '', true)
