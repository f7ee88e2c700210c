-- One rule at a time is changed, so that order and names stay those that the change was decided on.
LOCK TABLE sync_approval_rules IN SHARE ROW EXCLUSIVE MODE
