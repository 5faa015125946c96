package se.regstat.standalone.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import se.regstat.importing.format.TableForm;

/** How a table lies in its file; the same for every command that reads one without a mapping. */
final class TableOptions {

    @Option(names = "--sheet", paramLabel = "NAME", description = "Sheet of a workbook; needed where it has several")
    private String sheet;

    @Option(
            names = "--header-row",
            paramLabel = "N|TEXT",
            description =
                    "The line with the column names: its number, or what its first cell holds. Default: the first")
    private String headerRow;

    @Option(
            names = "--skip-last",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many lines below the table are notes. Default: ${DEFAULT-VALUE}")
    private int skipLast;

    /** @throws IllegalArgumentException if a number is below what it can be */
    TableForm form() {
        return TableForm.of(Optional.ofNullable(sheet), Optional.ofNullable(headerRow), skipLast);
    }
}
