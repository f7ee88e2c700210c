-- How many media of each product a pull that goes on has read so far: the next one's place.
COPY (SELECT id, count(*) FROM pulled_seen WHERE entity = 'medium' GROUP BY id) TO STDOUT (FORMAT binary)
