package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.util.List;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.request.Weighting;

/** The table of trials. */
final class TrialTables {

    private final Database database;

    TrialTables(Database database) {
        this.database = database;
    }

    /** By division and vintage. */
    List<Trials> read() throws SQLException, ParseException {
        return Trials.joined(database.select(
                "SELECT * FROM regstat_store.trials ORDER BY division, vintage, weighting, divided_by",
                row -> new Trials(
                        Columns.vintage(row),
                        row.getString("basis"),
                        row.getInt("targets"),
                        List.of(new Trials.Score(
                                Weighting.of(row.getString("weighting")),
                                row.getString("divided_by"),
                                row.getDouble("error"),
                                Spread.parse(row.getString("spread")))))));
    }

    /** In place of all that there are. */
    void write(List<Trials> trials) throws SQLException {
        database.update("DELETE FROM regstat_store.trials");
        for (Trials each : trials) {
            for (Trials.Score score : each.scores()) {
                database.update(
                        "INSERT INTO regstat_store.trials VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        each.vintage().division(),
                        each.vintage().year(),
                        each.basis(),
                        each.targets(),
                        score.weighting().id(),
                        score.by(),
                        score.error(),
                        score.spread().map(Spread::text).orElse(""));
            }
        }
    }
}
