-- What stores have since version 6: lists of the areas that vintages should have. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_lists (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  vintage TEXT NOT NULL,
  source TEXT NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  CONSTRAINT regstat_lists_of UNIQUE (division, vintage)
);
CREATE TABLE regstat_listed_areas (
  id INTEGER PRIMARY KEY,
  list INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT regstat_listed_areas_of UNIQUE (list, code)
);
CREATE TABLE regstat_listed_parents (
  id INTEGER PRIMARY KEY,
  area INTEGER NOT NULL,
  parent_division TEXT NOT NULL,
  parent_code TEXT NOT NULL,
  CONSTRAINT regstat_listed_parents_of UNIQUE (area, parent_division)
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_lists', 'attributes', 'regstat_lists', 'Registry: code lists, which say what areas vintages should have, and where they come from');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_listed_areas', 'attributes', 'regstat_listed_areas', 'The areas of code lists');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_listed_parents', 'attributes', 'regstat_listed_parents', 'In which areas of other divisions those of code lists lie');
