-- The role Syncdesk works as: owner of its database, able to see and stop sessions, and nothing more.
create role syncdesk login in role pg_monitor, pg_signal_backend
