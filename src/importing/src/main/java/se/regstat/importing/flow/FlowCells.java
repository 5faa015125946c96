package se.regstat.importing.flow;

import java.util.List;
import java.util.Optional;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.pxweb.CellMeaning;
import se.regstat.importing.table.Columns;
import se.regstat.importing.table.LongColumns;
import se.regstat.importing.table.TableMapping;
import se.regstat.statistics.indicator.Status;

/** Reads the cells of a statistical database's table, whose dimensions have both areas, into an intake. */
final class FlowCells {

    private final FlowsRequest request;
    private final TableMapping mapping;
    private final FlowIntake intake;
    private long leftOut;
    private long read;

    FlowCells(FlowsRequest request, TableMapping mapping, FlowIntake intake) {
        this.request = request;
        this.mapping = mapping;
        this.intake = intake;
    }

    /** @param first the number of the first cell */
    void read(JsonStat answer, int first, String name) {
        Columns columns = new Columns(name, "dimension", answer.dimensions(), mapping);
        int from = columns.option(request.from(), "--from");
        int to = columns.option(request.to(), "--to");
        LongColumns rows = new LongColumns(mapping, columns);
        columns.refuseAmbiguous(answer);
        CellMeaning meaning = new CellMeaning(mapping, intake::refuse);
        for (int cell = 0; cell < answer.cells(); cell++) {
            List<String> row = answer.row(cell);
            read++;
            List<String> indicators = rows.indicators(row);
            if (indicators.isEmpty()) {
                leftOut++;
                continue;
            }
            int place = first + cell;
            Optional<Status> status = meaning.status(answer, cell, place);
            if (status.isEmpty()) continue;
            for (String indicator : indicators) {
                intake.put(
                        place,
                        indicator,
                        rows.period(row),
                        row.get(from),
                        row.get(to),
                        meaning.value(answer, cell),
                        status.get());
            }
        }
    }

    /** What was not taken, in words. */
    List<String> notes() {
        return leftOut == 0
                ? List.of()
                : List.of(leftOut + " of " + read + " cells were left out, as the mapping says");
    }
}
