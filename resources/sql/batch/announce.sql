-- Tells every desk that something changed; heard when the transaction commits.
SELECT pg_notify(:channel, :payload)
