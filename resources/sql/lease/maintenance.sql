-- The maintenance switch; one whose time has passed is off.
SELECT active AND (until IS NULL OR until > clock_timestamp()), reason, changed_by, until FROM maintenance
