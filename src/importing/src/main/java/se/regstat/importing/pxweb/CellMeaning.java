package se.regstat.importing.pxweb;

import java.util.Optional;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.table.TableMapping;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.indicator.Status;

/** What the cells of a PxWeb table tell, by the signs of a mapping. */
public final class CellMeaning {

    /** Hears of what cannot be understood. */
    @FunctionalInterface
    public interface Refusing {
        void refuse(int place, String reason);
    }

    private final TableMapping mapping;
    private final Refusing refusing;

    public CellMeaning(TableMapping mapping, Refusing refusing) {
        this.mapping = mapping;
        this.refusing = refusing;
    }

    /** The number in a cell; zero also where a sign in place of it says so. */
    public double value(JsonStat answer, int cell) {
        double value = answer.value(cell);
        boolean nil = Double.isNaN(value)
                && answer.status(cell).filter(mapping.symbols()::isZero).isPresent();
        return nil ? 0 : value;
    }

    /** @return empty if it cannot be understood, of which others hear */
    public Optional<Status> status(JsonStat answer, int cell, int place) {
        double value = value(answer, cell);
        Optional<String> sign = answer.status(cell);
        Optional<Status> meant = sign.flatMap(mapping.symbols()::status);
        if (!Double.isNaN(value)) {
            // Other signs beside a number, such as one for preliminary figures, leave it a number.
            if (meant.isEmpty()) return Optional.of(Status.NORMAL);
            if (value == 0) return meant;
            refusing.refuse(
                    place,
                    "it has the value " + ValueIntake.plain(value) + " and the status '" + sign.orElseThrow() + "', "
                            + meant.get().id());
            return Optional.empty();
        }
        if (sign.isEmpty()) return Optional.of(Status.MISSING);
        if (meant.isEmpty()) {
            refusing.refuse(
                    place,
                    "its status is '" + sign.get()
                            + "', and what that means is not known; list it under zero, missing, not_applicable or suppressed in the mapping");
        }
        return meant;
    }
}
