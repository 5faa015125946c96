-- What stores have since version 4: by which recipes what is in them was fetched. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_fetches (
  id INTEGER PRIMARY KEY,
  recipe TEXT NOT NULL UNIQUE,
  kommuner TEXT NOT NULL,
  fetched DATETIME NOT NULL
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_fetches', 'attributes', 'regstat_fetches', 'By which recipes this was fetched from its publishers, and for which kommuner; none for the whole country');
