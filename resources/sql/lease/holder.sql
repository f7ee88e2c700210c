-- Who holds the lease, for the message to whoever does not get it.
SELECT operator, desk FROM writer_lease WHERE shop_domain = :shop AND until > clock_timestamp()
