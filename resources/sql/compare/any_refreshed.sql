-- Whether any status has to be worked out at all.
SELECT EXISTS (SELECT FROM refreshed)
