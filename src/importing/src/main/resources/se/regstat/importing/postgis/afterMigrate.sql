-- Who may read, as far as there are such roles: the server all that is stored, readers the views alone. Those who import own everything.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT nspowner FROM pg_namespace WHERE nspname = 'regstat'), 'USAGE') THEN
    RAISE insufficient_privilege USING MESSAGE = 'the tables are another role''s';
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${server}' AND rolname <> current_user) THEN
    GRANT USAGE ON SCHEMA regstat_store, regstat TO "${server}";
    GRANT SELECT ON ALL TABLES IN SCHEMA regstat_store, regstat TO "${server}";
    ALTER DEFAULT PRIVILEGES IN SCHEMA regstat_store GRANT SELECT ON TABLES TO "${server}";
    ALTER DEFAULT PRIVILEGES IN SCHEMA regstat GRANT SELECT ON TABLES TO "${server}";
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${reader}' AND rolname <> current_user) THEN
    GRANT USAGE ON SCHEMA regstat TO "${reader}";
    GRANT SELECT ON ALL TABLES IN SCHEMA regstat TO "${reader}";
    ALTER DEFAULT PRIVILEGES IN SCHEMA regstat GRANT SELECT ON TABLES TO "${reader}";
  END IF;
END $$;
