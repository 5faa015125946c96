package se.regstat.statistics.store.postgis;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.VintageId;

/** The tables of code lists. */
final class CodeListTables {

    private static final TypeToken<Map<String, String>> PARENTS = new TypeToken<>() {};

    private final Database database;
    private final Gson gson = new Gson();

    CodeListTables(Database database) {
        this.database = database;
    }

    /** By division and vintage. */
    List<CodeList> read() throws SQLException, ParseException {
        Map<VintageId, List<CodeList.Listed>> areas = new HashMap<>();
        database.select(
                "SELECT division, vintage, code, name, parents FROM regstat_store.listed_areas ORDER BY division, vintage, code",
                row -> areas.computeIfAbsent(Columns.vintage(row), id -> new ArrayList<>())
                        .add(new CodeList.Listed(
                                row.getString("code"),
                                row.getString("name"),
                                gson.fromJson(row.getString("parents"), PARENTS))));
        return database.select("SELECT * FROM regstat_store.lists ORDER BY division, vintage", row -> {
            VintageId id = Columns.vintage(row);
            return new CodeList(
                    id,
                    areas.getOrDefault(id, List.of()),
                    row.getString("source"),
                    Columns.time(row, "imported"),
                    row.getString("imported_from"),
                    row.getString("checksum"));
        });
    }

    /** Replaces the list of the same vintage. */
    void write(CodeList list) throws SQLException {
        String division = list.vintage().division();
        String year = list.vintage().year();
        delete(list.vintage());
        database.update(
                "INSERT INTO regstat_store.lists VALUES (?, ?, ?, ?, ?, ?)",
                division,
                year,
                list.source(),
                OffsetDateTime.ofInstant(list.imported(), ZoneOffset.UTC),
                list.importedFrom(),
                list.checksum());
        List<String> columns = List.of("division", "vintage", "code", "name", "parents");
        CopyRows.into(database.connection(), "regstat_store.listed_areas", columns, rows -> {
            for (CodeList.Listed area : list.areas()) {
                rows.row().text(division).text(year).text(area.code()).text(area.name());
                rows.text(gson.toJson(new TreeMap<>(area.parents())));
            }
        });
    }

    /** @return how many lists there were of the vintage: 1 or 0 */
    int delete(VintageId vintage) throws SQLException {
        return database.update(
                "DELETE FROM regstat_store.lists WHERE division = ? AND vintage = ?",
                vintage.division(),
                vintage.year());
    }
}
