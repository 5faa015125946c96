-- What noise in restricted figures is made from, at random. No view reads it: it is for who imports and for the server.
CREATE TABLE secret (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  secret bytea NOT NULL
);
COMMENT ON TABLE secret IS 'What noise in restricted figures is made from: keep it to yourself';

INSERT INTO secret (secret) VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
