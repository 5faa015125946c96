package se.regstat.importing.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.regstat.importing.IndicatorImport;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.kolada.KoladaApi;
import se.regstat.importing.table.IndicatorRequest;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;

/** Prepares key figures of Kolada for the kommuner and län that are in the store. */
final class KeyFiguresPreparation {

    private final Errand errand;

    KeyFiguresPreparation(Errand errand) {
        this.errand = errand;
    }

    List<PreparedValues> of(Recipe recipe, Content.KeyFigures figures, List<String> notes) {
        KoladaApi kolada = new KoladaApi(figures.api(), errand.downloads(), errand.progress(), recipe.advice());
        List<PreparedValues> prepared = new ArrayList<>();
        for (VintageId id : Tabled.vintages(errand, recipe, figures.of(), notes)) {
            Map<String, String> units = units(id);
            if (units.isEmpty()) continue;
            YearRange years = errand.scratch().vintage(id).orElseThrow().valid();
            Path file = errand.work().resolve(recipe.id() + "-" + id.layerName() + ".csv");
            int earlier = kolada.write(figures.titles(), units, years::contains, file);
            if (earlier > 0) {
                notes.add(recipe.id() + ": " + earlier + " values of years that " + id + " is not valid for (" + years
                        + ") were left out");
            }
            PreparedValues values = new IndicatorImport(errand.configuration(), errand.progress(), errand.downloads())
                    .fromCsv(
                            new IndicatorRequest(
                                    file,
                                    id,
                                    KoladaApi.UNIT,
                                    figures.mapping(),
                                    false,
                                    errand.wanted().replace()),
                            errand.scratch());
            Tabled.requireYears(recipe, id, years, values);
            prepared.add(Tabled.withdrawing(errand, recipe, figures.mapping(), id, values));
        }
        return prepared;
    }

    /** Codes of the areas that are wanted, by Kolada's ids, which have four digits. */
    private Map<String, String> units(VintageId id) {
        Map<String, String> units = new LinkedHashMap<>();
        for (Area area : errand.scratch().areas(id)) {
            String code = area.code();
            boolean kommun = code.length() == 4;
            if (!kommun || errand.whole() || errand.wanted().kommuner().contains(code)) {
                units.put(kommun ? code : "00" + code, code);
            }
        }
        return units;
    }
}
