-- Whether the role Syncdesk works as is there already.
select exists (select from pg_roles where rolname = 'syncdesk')
