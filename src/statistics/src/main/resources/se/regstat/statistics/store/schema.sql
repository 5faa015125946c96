-- An empty store beside what gpkg.sql makes: the registry as attribute tables. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_store (
  id INTEGER PRIMARY KEY,
  schema_version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  demo BOOLEAN NOT NULL
);
CREATE TABLE regstat_vintages (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  valid_from INTEGER,
  valid_to INTEGER,
  complete_within TEXT,
  source TEXT NOT NULL,
  licence TEXT NOT NULL,
  note TEXT NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  UNIQUE (division, vintage)
);
CREATE TABLE regstat_parents (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  parent_division TEXT NOT NULL,
  parent_vintage TEXT,
  UNIQUE (division, vintage, parent_division)
);
CREATE TABLE regstat_generalisations (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  tolerance DOUBLE NOT NULL,
  code TEXT NOT NULL,
  wkb BLOB NOT NULL
);
CREATE INDEX regstat_generalisations_of ON regstat_generalisations (division, vintage, tolerance);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_store', 'attributes', 'regstat_store', 'What this store is');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_vintages', 'attributes', 'regstat_vintages', 'Registry: the vintages of divisions, their validity and provenance');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_parents', 'attributes', 'regstat_parents', 'Registry: the divisions a vintage nests in');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_generalisations', 'attributes', 'regstat_generalisations', 'Areas in less detail, neighbours sharing their borders; for drawing (WKB, EPSG:3006)');
