-- What a pull keeps aside is logged like everything else. A server that is killed while a transaction has made or emptied
-- an unlogged table cannot recover ("could not create file …: File exists", seen with 15.18), and then never starts again.
ALTER TABLE pulled_products SET LOGGED;
ALTER TABLE pulled_variants SET LOGGED;
ALTER TABLE pulled_removals SET LOGGED;
ALTER TABLE pulled_seen SET LOGGED;
