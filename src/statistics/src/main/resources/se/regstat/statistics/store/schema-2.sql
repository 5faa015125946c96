-- What version 2 of the schema adds: indicators' values and change logs. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_code_lists (
  id INTEGER PRIMARY KEY,
  checksum TEXT NOT NULL UNIQUE,
  codes TEXT NOT NULL
);
CREATE TABLE regstat_values (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  period INTEGER NOT NULL,
  code_list INTEGER NOT NULL,
  packed BLOB NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT regstat_values_of UNIQUE (indicator, division, vintage, period)
);
CREATE TABLE regstat_replaced_values (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  period INTEGER NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  source TEXT NOT NULL,
  replaced DATETIME NOT NULL
);
CREATE TABLE regstat_change_logs (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  from_vintage TEXT NOT NULL,
  to_vintage TEXT NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  CONSTRAINT regstat_change_logs_of UNIQUE (division, from_vintage, to_vintage)
);
CREATE TABLE regstat_changes (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  from_vintage TEXT NOT NULL,
  to_vintage TEXT NOT NULL,
  from_code TEXT NOT NULL,
  to_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  date TEXT,
  wkb BLOB
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_code_lists', 'attributes', 'regstat_code_lists', 'Area codes, one a line, in the order of packed values');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_values', 'attributes', 'regstat_values', 'Values of an indicator in a year and where they come from; packed: little-endian doubles, then a byte of status for each');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_replaced_values', 'attributes', 'regstat_replaced_values', 'Where values came from that were replaced since');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_change_logs', 'attributes', 'regstat_change_logs', 'Registry: change logs from one vintage to the next');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_changes', 'attributes', 'regstat_changes', 'What happened to areas from one vintage to the next; geometry as WKB, EPSG:3006');
CREATE TABLE regstat_masks (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  source TEXT NOT NULL
);
CREATE TABLE regstat_mask_polygons (
  id INTEGER PRIMARY KEY,
  mask TEXT NOT NULL,
  wkb BLOB NOT NULL
);
CREATE TABLE regstat_populations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  period INTEGER NOT NULL,
  cell_size DOUBLE NOT NULL,
  points INTEGER NOT NULL,
  packed BLOB NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  source TEXT NOT NULL
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_masks', 'attributes', 'regstat_masks', 'Registry: masks for re-aggregation, such as land or built-up areas');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_mask_polygons', 'attributes', 'regstat_mask_polygons', 'The polygons of masks as WKB, EPSG:3006');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_populations', 'attributes', 'regstat_populations', 'Where people live, for re-aggregation; packed: little-endian doubles, easting, northing and weight of each point, EPSG:3006');
