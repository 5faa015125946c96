-- A store in PostgreSQL. Schema regstat_store holds what programs of Regstat read and write, schema regstat the views that anybody
-- opens who is granted them, such as QGIS: see docs/operations.md. Codes and ids are ordered by their bytes, as in every other store.

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'regstat') THEN
    RAISE object_not_in_prerequisite_state USING MESSAGE =
      'its schema regstat holds something that is not of a store; name another database, or have that schema renamed';
  END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS regstat;

CREATE FUNCTION wkb(${postgis}.geometry) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT ${postgis}.ST_AsBinary($1, 'NDR'::pg_catalog.text) $$;
COMMENT ON FUNCTION wkb IS 'A geometry on its way out, little-endian: doubles come as they are';

CREATE TABLE store (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  identity uuid NOT NULL,
  revision bigint NOT NULL,
  demo boolean NOT NULL
);
COMMENT ON TABLE store IS 'What this store is: a name of its own, and a number that is different after every write';
INSERT INTO store (identity, revision, demo)
  VALUES (gen_random_uuid(), 4294967296 + (random() * 9e17)::bigint, false);

CREATE TABLE vintages (
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  valid_from integer,
  valid_to integer,
  complete_within text,
  source text NOT NULL,
  licence text NOT NULL,
  note text NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  PRIMARY KEY (division, vintage)
);
COMMENT ON TABLE vintages IS 'The vintages of divisions, the years they are valid for and where they come from';

CREATE TABLE parents (
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  parent_division text NOT NULL,
  parent_vintage text,
  PRIMARY KEY (division, vintage, number),
  UNIQUE (division, vintage, parent_division),
  FOREIGN KEY (division, vintage) REFERENCES vintages ON DELETE CASCADE
);
COMMENT ON TABLE parents IS 'The divisions that a vintage nests in';

-- One table for the areas of all vintages: whoever reads while a vintage is replaced sees its rows as they were, which a table that is
-- dropped and made anew would not give.
CREATE TABLE areas (
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  fid integer NOT NULL,
  geom ${postgis}.geometry(MultiPolygon, 3006) NOT NULL,
  code text COLLATE "C" NOT NULL,
  area_name text,
  local_name text,
  local_name_source text,
  local_name_date text,
  land_area_km2 double precision,
  parent_divisions text[] NOT NULL,
  parent_codes text[] NOT NULL,
  PRIMARY KEY (division, vintage, fid),
  UNIQUE (division, vintage, code),
  FOREIGN KEY (division, vintage) REFERENCES vintages ON DELETE CASCADE
);
COMMENT ON TABLE areas IS 'Areas, in the order of their codes; parent_codes are in the order of parent_divisions';
CREATE INDEX areas_geom ON areas USING gist (geom);

CREATE TABLE generalisations (
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  tolerance double precision NOT NULL,
  fid integer NOT NULL,
  geom ${postgis}.geometry(Geometry, 3006) NOT NULL,
  -- In the order that an area is looked for when it goes.
  PRIMARY KEY (division, vintage, fid, tolerance),
  FOREIGN KEY (division, vintage, fid) REFERENCES areas ON DELETE CASCADE
);
COMMENT ON TABLE generalisations IS 'Areas in less detail, neighbours sharing their borders; for drawing';

CREATE TABLE indicators (
  indicator text COLLATE "C" PRIMARY KEY,
  shown boolean
);
COMMENT ON TABLE indicators IS 'Whose values other programs may read, in views of schema regstat: false of those that were restricted, null where nobody said';

CREATE TABLE code_lists (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  checksum text NOT NULL UNIQUE,
  codes text[] NOT NULL
);
COMMENT ON TABLE code_lists IS 'Codes of areas, in the order of values';

CREATE TABLE statuses (
  code smallint PRIMARY KEY,
  status text NOT NULL UNIQUE
);
COMMENT ON TABLE statuses IS 'What the bytes of statuses mean';
INSERT INTO statuses VALUES
  (0, 'normal'), (1, 'estimated'), (2, 'missing'), (3, 'suppressed'), (4, 'not_applicable'), (5, 'outside');

CREATE SEQUENCE published_values_number;
CREATE TABLE published_values (
  number bigint NOT NULL DEFAULT nextval('published_values_number'),
  shown boolean NOT NULL,
  indicator text COLLATE "C" NOT NULL REFERENCES indicators,
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  period integer NOT NULL,
  code_list integer NOT NULL REFERENCES code_lists,
  numbers double precision[] NOT NULL,
  statuses bytea NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (indicator, division, vintage, period, shown),
  FOREIGN KEY (division, vintage) REFERENCES vintages
) PARTITION BY LIST (shown);
COMMENT ON TABLE published_values IS 'Values of an indicator in a year, in the order of a list of codes, and where they come from; NaN where the status has no value';
CREATE TABLE shown_values PARTITION OF published_values FOR VALUES IN (true);
CREATE TABLE service_values PARTITION OF published_values FOR VALUES IN (false);
COMMENT ON TABLE service_values IS 'Values of restricted indicators: no view may read them, and nobody but the server';

CREATE TABLE replaced_values (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  indicator text NOT NULL,
  division text NOT NULL,
  vintage text NOT NULL,
  period integer NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  source text NOT NULL,
  replaced timestamptz NOT NULL
);
COMMENT ON TABLE replaced_values IS 'Where values came from that were replaced or removed since';

CREATE TABLE change_logs (
  division text COLLATE "C" NOT NULL,
  from_vintage text COLLATE "C" NOT NULL,
  to_vintage text COLLATE "C" NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  PRIMARY KEY (division, from_vintage, to_vintage)
);
COMMENT ON TABLE change_logs IS 'Logs of changes from one vintage to the next';

CREATE TABLE changes (
  division text COLLATE "C" NOT NULL,
  from_vintage text COLLATE "C" NOT NULL,
  to_vintage text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  from_code text NOT NULL,
  to_code text NOT NULL,
  kind text NOT NULL,
  date date,
  geom ${postgis}.geometry(MultiPolygon, 3006),
  PRIMARY KEY (division, from_vintage, to_vintage, number),
  FOREIGN KEY (division, from_vintage, to_vintage) REFERENCES change_logs ON DELETE CASCADE
);
COMMENT ON TABLE changes IS 'What happened to areas from one vintage to the next';

CREATE TABLE lists (
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  source text NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  PRIMARY KEY (division, vintage)
);
COMMENT ON TABLE lists IS 'Code lists: which areas vintages should have, whether these are here or not';

CREATE TABLE listed_areas (
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  parents text NOT NULL,
  PRIMARY KEY (division, vintage, code),
  FOREIGN KEY (division, vintage) REFERENCES lists ON DELETE CASCADE
);
COMMENT ON TABLE listed_areas IS 'The areas of code lists; parents: codes by division, as JSON';

CREATE TABLE masks (
  name text COLLATE "C" PRIMARY KEY,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  source text NOT NULL
);
COMMENT ON TABLE masks IS 'Masks for re-aggregation, such as land or built-up areas';

CREATE TABLE mask_polygons (
  mask text COLLATE "C" NOT NULL REFERENCES masks ON DELETE CASCADE,
  number integer NOT NULL,
  geom ${postgis}.geometry(Polygon, 3006) NOT NULL,
  PRIMARY KEY (mask, number)
);

CREATE TABLE populations (
  name text COLLATE "C" PRIMARY KEY,
  period integer NOT NULL,
  cell_size double precision NOT NULL,
  eastings double precision[] NOT NULL,
  northings double precision[] NOT NULL,
  weights double precision[] NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  source text NOT NULL
);
COMMENT ON TABLE populations IS 'Where people live, for re-aggregation; EPSG:3006';

CREATE TABLE fetches (
  recipe text COLLATE "C" PRIMARY KEY,
  kommuner text[] NOT NULL,
  fetched timestamptz NOT NULL
);
COMMENT ON TABLE fetches IS 'By which recipes this was fetched from its publishers, and for which kommuner; none for the whole country';

CREATE TABLE events (
  indicator text COLLATE "C" NOT NULL,
  period integer NOT NULL,
  covers text NOT NULL,
  eastings double precision[] NOT NULL,
  northings double precision[] NOT NULL,
  counts double precision[] NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (indicator, period)
);
COMMENT ON TABLE events IS 'Points that an indicator is counted from in a year; EPSG:3006. Nobody but the server may read them';

CREATE TABLE shown_points (
  indicator text COLLATE "C" NOT NULL,
  fid integer GENERATED ALWAYS AS IDENTITY,
  period integer NOT NULL,
  geom ${postgis}.geometry(Point, 3006) NOT NULL,
  count double precision NOT NULL,
  PRIMARY KEY (fid)
);
COMMENT ON TABLE shown_points IS 'Points of events that may be shown, for views';
CREATE INDEX shown_points_of ON shown_points (indicator, period);
CREATE INDEX shown_points_geom ON shown_points USING gist (geom);

-- Read whole and often, and hardly smaller when compressed.
ALTER TABLE areas ALTER COLUMN geom SET STORAGE EXTERNAL;
ALTER TABLE generalisations ALTER COLUMN geom SET STORAGE EXTERNAL;
ALTER TABLE shown_values ALTER COLUMN numbers SET STORAGE EXTERNAL;
ALTER TABLE service_values ALTER COLUMN numbers SET STORAGE EXTERNAL;
