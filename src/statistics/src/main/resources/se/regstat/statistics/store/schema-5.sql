-- What stores have since version 5: points that indicators are counted from.
CREATE TABLE regstat_events (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  period INTEGER NOT NULL,
  covers TEXT NOT NULL,
  points INTEGER NOT NULL,
  packed BLOB NOT NULL,
  imported DATETIME NOT NULL,
  imported_from TEXT NOT NULL,
  checksum TEXT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT regstat_events_of UNIQUE (indicator, period)
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('regstat_events', 'attributes', 'regstat_events', 'Points that an indicator is counted from in a year and where they come from; packed: little-endian doubles, easting, northing and count of each point, EPSG:3006');
