-- Who ran what, for the append-only log.
INSERT INTO audit_log (operator, action, subject, details) VALUES (:operator, :action, :subject, :details::jsonb)
