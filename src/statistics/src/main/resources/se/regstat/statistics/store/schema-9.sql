-- What stores have since version 9: how far single targets were missed in trials. Statements end with a semicolon at the end of a line.
ALTER TABLE regstat_trials ADD COLUMN spread TEXT NOT NULL DEFAULT '';
