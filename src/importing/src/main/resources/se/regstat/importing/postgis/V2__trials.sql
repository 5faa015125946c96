CREATE TABLE trials (
  division text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  basis text NOT NULL,
  targets integer NOT NULL,
  weighting text COLLATE "C" NOT NULL,
  divided_by text COLLATE "C" NOT NULL,
  error double precision NOT NULL,
  PRIMARY KEY (division, vintage, weighting, divided_by)
);
COMMENT ON TABLE trials IS 'How far ways to divide the areas of vintages missed in trials: the sum of errors divided by that of true values; basis tells what they were made with';
