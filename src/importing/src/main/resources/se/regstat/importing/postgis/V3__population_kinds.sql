-- Populations that count several kinds of people.
CREATE TABLE population_kinds (
  population text COLLATE "C" NOT NULL REFERENCES populations ON DELETE CASCADE,
  number integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  weights double precision[] NOT NULL,
  PRIMARY KEY (population, kind)
);
COMMENT ON TABLE population_kinds IS 'How many of each kind live at the points of a population';

INSERT INTO population_kinds SELECT name, 1, 'population', weights FROM populations;
ALTER TABLE populations DROP COLUMN weights;
