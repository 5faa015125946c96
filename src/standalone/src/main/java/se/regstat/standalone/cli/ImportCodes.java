package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.importing.CodesImport;
import se.regstat.importing.CodesRequest;
import se.regstat.importing.PreparedCodes;
import se.regstat.standalone.options.StoreImport;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "codes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings in a list of the areas that a vintage should have, and of those they lie in. Nothing is summed for an area of which"
                    + " the store lacks parts that the list names; 'regstat check' tells what is lacking and what no list names.",
            "The vintage need not be in the store. A list of the same vintage is replaced. One by which sums end that there are now is"
                    + " refused without --replace."
        },
        footer = {
            "",
            "Example:",
            "  regstat import codes nyckel.xlsx --header-row Kommun --division deso --vintage 2025 --code DeSO_2025 --parent kommun=Kommun"
        })
final class ImportCodes extends StoreImport {

    @Parameters(paramLabel = "FILE", description = "CSV, or a workbook (.xlsx), with a row for each area")
    private Path file;

    @Mixin
    private TableOptions table;

    @Option(names = "--division", paramLabel = "ID", required = true, description = "Which division, as in deso")
    private String division;

    @Option(names = "--vintage", paramLabel = "YEAR", required = true, description = "Which version of it: four digits")
    private String vintage;

    @Option(names = "--code", paramLabel = "COL", required = true, description = "Column with the areas' codes")
    private String code;

    @Option(names = "--name", paramLabel = "COL", description = "Column with the areas' names")
    private String name;

    @Option(
            names = "--parent",
            paramLabel = "ID=COL",
            description = "Column with the code of the area of that division it lies in; may be repeated")
    private List<String> parents = new ArrayList<>();

    @Option(names = "--source", paramLabel = "TEXT", description = "Who lists them. Default: as in divisions.yml")
    private String source;

    @Option(
            names = "--replace",
            description = "Take away sums that there are now of areas of which the store lacks parts by the list")
    private boolean replace;

    @Override
    public Integer call() {
        VintageId id = parsed(() -> new VintageId(division, vintage));
        CodesRequest request = new CodesRequest(
                file, parsed(table::form), id, code, Optional.ofNullable(name), parents(), Optional.ofNullable(source));
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PreparedCodes prepared;
        try (Store store = open(url)) {
            prepared = new CodesImport(configuration).prepare(request, store, replace);
            if (!dryRun) store(store, configuration, prepared::writeTo);
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }

    private Map<String, String> parents() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String text : parents) {
            int sign = text.indexOf('=');
            if (sign < 1) throw wrong("--parent " + text + ": say it as ID=COL, as in --parent kommun=kommunkod");
            String above = text.substring(0, sign).strip();
            parsed(() -> new VintageId(above, vintage));
            columns.put(above, text.substring(sign + 1).strip());
        }
        return columns;
    }
}
