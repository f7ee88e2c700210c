-- Who switched maintenance mode, for the append-only log.
INSERT INTO audit_log (operator, action, subject, details) VALUES (:operator, :action, 'maintenance', :details::jsonb)
