-- What stores have since version 8: populations that count several kinds of people. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_population_kinds (
  id INTEGER PRIMARY KEY,
  population TEXT NOT NULL,
  kind TEXT NOT NULL,
  packed BLOB NOT NULL,
  CONSTRAINT regstat_population_kinds_of UNIQUE (population, kind)
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_population_kinds', 'attributes', 'regstat_population_kinds', 'How many of each kind live at the points of a population, packed; points whose population has kinds are packed likewise, eastings before northings');
