-- What stores have since version 11: flows between areas. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_flows (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  period INTEGER NOT NULL,
  covers TEXT NOT NULL,
  codes TEXT NOT NULL,
  packed BLOB NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT regstat_flows_of UNIQUE (indicator, division, vintage, period)
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_flows', 'attributes', 'regstat_flows', 'Persons of an indicator in a year by the areas that they go from and to, and where they come from; packed, little-endian: the number of either area among codes (a line each), persons as a double, status');
