DROP FUNCTION open_conflict_severity(bigint);
DROP FUNCTION conflict_severity(text);
