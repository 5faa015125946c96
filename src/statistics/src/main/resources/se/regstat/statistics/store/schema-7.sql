-- What stores have since version 7: how weightings fared in trials. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_trials (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  basis TEXT NOT NULL,
  targets INTEGER NOT NULL,
  weighting TEXT NOT NULL,
  divided_by TEXT NOT NULL,
  error REAL NOT NULL,
  CONSTRAINT regstat_trials_of UNIQUE (division, vintage, weighting, divided_by)
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_trials', 'attributes', 'regstat_trials', 'How far ways to divide the areas of vintages missed in trials');
