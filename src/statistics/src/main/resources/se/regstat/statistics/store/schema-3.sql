-- What stores have since version 3: a name of their own, the same as long as there is the store, whatever is imported into it.
ALTER TABLE regstat_store ADD COLUMN identity TEXT NOT NULL DEFAULT '';
