-- The pull has ended, or is not to be taken up.
DELETE FROM unfinished_pull
