package se.regstat.importing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.regstat.importing.format.TableForm;
import se.regstat.statistics.division.VintageId;

/**
 * A code list as a table, in CSV or of an Excel workbook: a row for each area that a vintage should have.
 *
 * @param code column with the codes
 * @param name column with the names
 * @param parents columns with the codes of areas that they lie in, by the id of their division
 * @param source for readers; empty for what is told of the division
 */
public record CodesRequest(
        Path file,
        TableForm form,
        VintageId vintage,
        String code,
        Optional<String> name,
        Map<String, String> parents,
        Optional<String> source) {

    public CodesRequest {
        parents = new LinkedHashMap<>(parents);
    }
}
