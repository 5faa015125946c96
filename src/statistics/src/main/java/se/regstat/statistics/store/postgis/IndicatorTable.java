package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.store.Store.Showing;

/**
 * The table of indicators, which says whose values other programs may read. It stays when values go, so that an indicator that was
 * restricted is still known to be when they come again.
 */
final class IndicatorTable {

    private final Database database;

    /** Of indicators that come; as it was said last. */
    private Function<String, Showing> said = indicator -> Showing.UNDESCRIBED;

    IndicatorTable(Database database) {
        this.database = database;
    }

    /** An indicator, and whether its values are shown: empty if nobody said so, false if it was restricted. */
    record Known(String id, Optional<Boolean> shown) {

        boolean isShown() {
            return shown.orElse(false);
        }

        boolean isRestricted() {
            return !shown.orElse(true);
        }
    }

    /** Of an indicator that may be new: then it is what was said last. */
    Known known(String indicator) throws SQLException {
        database.update(
                "INSERT INTO regstat_store.indicators VALUES (?, ?::boolean) ON CONFLICT (indicator) DO UPDATE SET"
                        + " shown = coalesce(regstat_store.indicators.shown, excluded.shown)",
                indicator,
                shown(said.apply(indicator)).orElse(null));
        return database.one(
                "SELECT shown FROM regstat_store.indicators WHERE indicator = ?",
                row -> new Known(indicator, Optional.ofNullable((Boolean) row.getObject(1))),
                indicator);
    }

    private static Optional<Boolean> shown(Showing showing) {
        return showing == Showing.UNDESCRIBED ? Optional.empty() : Optional.of(showing != Showing.RESTRICTED);
    }

    private List<Known> all() throws SQLException, ParseException {
        return database.select(
                "SELECT indicator, shown FROM regstat_store.indicators ORDER BY indicator",
                row -> new Known(row.getString(1), Optional.ofNullable((Boolean) row.getObject(2))));
    }

    /** Forgets those that were never restricted. */
    void forget() throws SQLException {
        database.update("DELETE FROM regstat_store.indicators WHERE shown IS DISTINCT FROM false");
    }

    interface Move {
        void of(String indicator, Showing showing) throws SQLException, ParseException;
    }

    /**
     * Notes what is said of indicators now, and of those that come later.
     *
     * @param lift whether this holds for those too that were restricted
     * @param move is told of each what may be shown of it
     * @return what is not shown in spite of what was said
     */
    List<String> note(Function<String, Showing> said, boolean lift, Move move) throws SQLException, ParseException {
        this.said = said;
        List<String> notes = new ArrayList<>();
        for (Known before : all()) {
            Showing now = said.apply(before.id());
            boolean kept = before.isRestricted() && !lift && now != Showing.RESTRICTED;
            if (kept && now != Showing.UNDESCRIBED) {
                notes.add(before.id()
                        + " was restricted and stays so, though this configuration does not restrict it; if that is right,"
                        + " 'regstat migrate --show' lifts it");
            }
            if (kept) now = Showing.RESTRICTED;
            Optional<Boolean> shown = shown(now);
            if (!shown.equals(before.shown())) {
                database.update(
                        "UPDATE regstat_store.indicators SET shown = ?::boolean WHERE indicator = ?",
                        shown.orElse(null),
                        before.id());
            }
            move.of(before.id(), now);
        }
        return notes;
    }
}
