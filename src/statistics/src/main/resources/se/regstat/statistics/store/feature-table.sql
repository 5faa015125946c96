-- The spatial index of a feature table (extension gpkg_rtree_index) and the triggers that keep it; made after the rows are in.
-- ${t} is the table. Statements end with a semicolon at the end of a line.
INSERT INTO gpkg_extensions VALUES ('${t}', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "rtree_${t}_geom" USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO "rtree_${t}_geom" SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM "${t}" WHERE geom NOT NULL AND NOT ST_IsEmpty(geom);
CREATE TRIGGER "rtree_${t}_geom_insert" AFTER INSERT ON "${t}" WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO "rtree_${t}_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "rtree_${t}_geom_update1" AFTER UPDATE OF geom ON "${t}" WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO "rtree_${t}_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "rtree_${t}_geom_update2" AFTER UPDATE OF geom ON "${t}" WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM "rtree_${t}_geom" WHERE id = OLD.fid; END;
CREATE TRIGGER "rtree_${t}_geom_update3" AFTER UPDATE ON "${t}" WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM "rtree_${t}_geom" WHERE id = OLD.fid; INSERT OR REPLACE INTO "rtree_${t}_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "rtree_${t}_geom_update4" AFTER UPDATE ON "${t}" WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM "rtree_${t}_geom" WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER "rtree_${t}_geom_delete" AFTER DELETE ON "${t}" WHEN OLD.geom NOT NULL BEGIN DELETE FROM "rtree_${t}_geom" WHERE id = OLD.fid; END;
