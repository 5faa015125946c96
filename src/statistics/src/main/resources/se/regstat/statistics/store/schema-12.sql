-- What stores have since version 12: which areas have values, apart from the numbers, so that a start need not read these. A row for each of
-- regstat_values, of the same id: a bit for each code, that of the first the lowest of the first byte; and all else that is told of values, in
-- an index. Statements end with a semicolon at the end of a line.
CREATE TABLE regstat_presences (
  id INTEGER PRIMARY KEY,
  known BLOB NOT NULL,
  positive BLOB NOT NULL
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_presences', 'attributes', 'regstat_presences', 'Which areas have values, and which of these are above 0, a bit for each, for each row of regstat_values');
CREATE INDEX regstat_values_told ON regstat_values (indicator, division, vintage, period, code_list, imported, imported_from, checksum, source);
