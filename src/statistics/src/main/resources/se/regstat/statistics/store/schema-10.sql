-- What stores have since version 10: a secret, which noise in restricted figures is made from. Its table is not among the contents, so that GIS
-- programs do not show it. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_secret (
  id INTEGER PRIMARY KEY,
  secret BLOB NOT NULL
);
