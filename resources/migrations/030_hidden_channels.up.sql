-- Whether the last pull was not allowed to read sales channels: then nothing is changed there either, which is said before
-- anybody decides on it. That they were read once (channels_read) does not tell, as a right can be taken away again.
ALTER TABLE mirror_state ADD COLUMN channels_hidden boolean NOT NULL DEFAULT false;
