package se.regstat.importing.flow;

import java.util.List;
import java.util.Optional;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.table.Columns;
import se.regstat.importing.table.LongColumns;
import se.regstat.importing.table.TableMapping;
import se.regstat.statistics.format.CsvLines;
import se.regstat.statistics.indicator.Status;

/** Reads the lines of a table of pairs, a pair each, into an intake. */
final class FlowRows implements CsvLines.Hearer {

    private static final int PROGRESS_STEP = 10_000;

    private final FlowsRequest request;
    private final TableMapping mapping;
    private final FlowIntake intake;
    private final String name;
    private final Progress progress;
    private LongColumns rows;
    private int from;
    private int to;
    private int value;
    private int read;
    private int leftOut;

    FlowRows(FlowsRequest request, TableMapping mapping, FlowIntake intake, String name, Progress progress) {
        this.request = request;
        this.mapping = mapping;
        this.intake = intake;
        this.name = name;
        this.progress = progress;
    }

    @Override
    public void columns(List<String> names) {
        Columns columns = new Columns(name, "column", names, mapping);
        from = columns.option(request.from(), "--from");
        to = columns.option(request.to(), "--to");
        rows = new LongColumns(mapping, columns);
        value = columns.number(
                mapping.value()
                        .orElseThrow(() -> new ImportException(
                                mapping.file() + ": value is missing; name the column with the numbers of persons")),
                "value");
    }

    @Override
    public Optional<String> needed() {
        return Optional.of(request.from());
    }

    @Override
    public void row(long line, List<String> fields) {
        if (++read % PROGRESS_STEP == 0) progress.at(read);
        List<String> indicators = rows.indicators(fields);
        if (indicators.isEmpty()) {
            leftOut++;
            return;
        }
        int place = (int) line;
        String text = fields.get(value).strip();
        Optional<Status> status = mapping.symbols().status(text);
        double persons = status.isPresent() ? Double.NaN : mapping.symbols().number(text);
        if (status.isEmpty() && Double.isNaN(persons)) {
            intake.refuse(
                    place,
                    "'" + text
                            + "' is not a number; if it stands for none at all, list it under zero in the mapping; if for"
                            + " one that is not there, under missing or suppressed");
            return;
        }
        for (String indicator : indicators) {
            intake.put(
                    place,
                    indicator,
                    rows.period(fields),
                    fields.get(from).strip(),
                    fields.get(to).strip(),
                    persons,
                    status.orElse(Status.NORMAL));
        }
    }

    /** What was not taken, in words. */
    List<String> notes() {
        return leftOut == 0 ? List.of() : List.of(leftOut + " of " + read + " rows were left out, as the mapping says");
    }
}
