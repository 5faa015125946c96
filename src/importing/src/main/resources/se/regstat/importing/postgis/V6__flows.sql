-- Flows between areas. No view reads them: they are for who imports and for the server.
CREATE TABLE flows (
  indicator text COLLATE "C" NOT NULL,
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  period integer NOT NULL,
  covers text NOT NULL,
  codes text[] NOT NULL,
  packed bytea NOT NULL,
  imported timestamptz NOT NULL,
  imported_from text NOT NULL,
  checksum text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (indicator, division, vintage, period)
);
COMMENT ON TABLE flows IS 'Persons of an indicator in a year by the areas that they go from and to; packed, little-endian: the number of either area among codes, persons as a double, status';
