package se.regstat.geoserver.text;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.NameOrigin;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Series;

/** What the attributes of layers mean, in Swedish and English: the one place where that is told attribute by attribute. */
public final class AttributeTexts {

    private static final LocalText NONE = LocalText.of("");
    private static final LocalText PERCENT = new LocalText("procent", "percent");
    private static final LocalText POINTS = new LocalText("procentenheter", "percentage points");
    private static final LocalText SHARE = new LocalText("andel, 0 till 1", "share, 0 to 1");
    private static final LocalText SQUARE_KILOMETRES = LocalText.of("km²");

    /** Which rows a layer has. */
    public enum Rows {
        /** An area, or an area in a year. */
        AREAS,
        CHANGES,
        DIVISIONS,
        INDICATORS
    }

    /**
     * What an attribute is.
     *
     * @param unit empty for what has none
     * @param codes the only values that there are; none for attributes with any others
     */
    public record Attribute(LocalText definition, LocalText unit, List<Code> codes) {
        public Attribute {
            codes = List.copyOf(codes);
        }
    }

    /** A value and what it means. */
    public record Code(String value, LocalText meaning) {}

    private static final Map<String, Attribute> OF_AREAS = new LinkedHashMap<>();
    private static final Map<Rows, Map<String, Attribute>> OF_TABLES = Map.of(
            Rows.CHANGES,
            new LinkedHashMap<>(),
            Rows.DIVISIONS,
            new LinkedHashMap<>(),
            Rows.INDICATORS,
            new LinkedHashMap<>());

    static {
        areas("geom", "Områdets yta, i SWEREF 99 TM (EPSG:3006)", "The area's shape, in SWEREF 99 TM (EPSG:3006)");
        areas(
                "code",
                "Områdets kod, unik inom en version av indelningen",
                "The area's code, unique within a vintage of the division");
        areas(
                "area_name",
                "Vad området listas som; name_origin säger om det är ett namn",
                "What the area is listed by; name_origin tells whether it is a name");
        areas(
                "local_name",
                "Ett lokalt namn, där någon gett området ett",
                "A local name, where somebody gave the area one");
        areas(
                "period",
                "Årets början, 1 januari klockan 00:00 UTC; dimensionen TIME",
                "The start of the year, 1 January, 00:00 UTC; the dimension TIME");
        areas("year", "Året som värdet gäller", "The year that the value is of");
        areas(
                "vintage",
                "Indelning och version som området hör till, som deso@2025",
                "Division and vintage of the area, as in deso@2025");
        areas(
                "valid_from",
                "Första år som versionen gäller; tomt om det inte är känt",
                "First year in which the vintage is valid; empty if not known");
        areas(
                "valid_to",
                "Sista år som versionen gäller; tomt tills vidare",
                "Last year in which the vintage is valid; empty until further notice");
        areas("area_km2", "Ytans storlek", "Size of the shape", SQUARE_KILOMETRES);
        areas(
                "land_area_km2",
                "Landareal, där en källa har den",
                "Land area, where a source has it",
                SQUARE_KILOMETRES);
        areas("numerator", "Täljaren, för kvoter", "The numerator, of quotients");
        areas("denominator", "Nämnaren, för kvoter", "The denominator, of quotients");
        areas("source", "Var värdet kommer ifrån", "Where the value comes from");
        areas("base_year", "Året som ändringen räknas från", "The year from which the change is reckoned");
        areas("lower", "Värdets undre gräns", "The value's lower bound");
        areas("upper", "Värdets övre gräns", "The value's upper bound");
        areas(
                "interval_low",
                "Undre ände av intervallet där det sanna värdet troligen ligger, i nio fall av tio om inget annat är inställt",
                "Lower end of the interval where the true value likely lies, nine times of ten unless set otherwise");
        areas("interval_high", "Övre ände av det intervallet", "Upper end of that interval");
        areas(
                "coverage",
                "Hur stor del av området som källorna täcker",
                "How much of the area the sources cover",
                SHARE);
        areas(
                "whole_sources",
                "Antal källområden som ligger helt i området",
                "Number of source areas that lie wholly within the area");
        areas("cut_sources", "Antal källområden som gränsen delar", "Number of source areas that the boundary cuts");
        areas(
                "snapped_sources",
                "Antal källområden som räknas helt, då nästan allt ligger på ena sidan om gränsen",
                "Number of source areas that count wholly, as nearly all lies on one side of the boundary");
        areas(
                "cut_share",
                "Hur stor del av värdet som kommer från delade källområden",
                "Share of the value that comes from cut source areas",
                SHARE);
        areas(
                "largest_share",
                "Hur stor del av värdet som kommer från det största källområdet",
                "Share of the value that comes from the largest source area",
                SHARE);
        areas(
                "missing_share",
                "Hur stor del av områdets källor, efter vikt, som saknar värde",
                "Share of the area's sources, by weight, that lack a value",
                SHARE);
        areas(
                "series_break",
                "Om värdet inte kan jämföras med året före",
                "Whether the value cannot be compared with the year before");
        areas(
                "break_size",
                "Hur mycket ändrade gränser ensamma gör, i indikatorns enhet",
                "What changed borders alone make of it, in the indicator's unit");
        areas("weighting", "Efter vad delade källområden är delade", "By what cut source areas are divided");
        areas(
                "derived_from",
                "Källans indelning och version, som kommun@2025",
                "Division and vintage of the source, as in kommun@2025");
        areas(
                "perturbed",
                "Om värdet har ett brus, som skyddar enskilda",
                "Whether the value has noise, which protects persons");
        areas(
                "noise",
                "Hur mycket bruset högst ändrar antalet, upp eller ned; tomt utan brus eller där det inte är känt",
                "By how much noise moves the count at most, up or down; empty without noise or where that is not known");
        coded(
                "name_origin",
                "Varifrån namnet kommer",
                "Where the name comes from",
                Arrays.stream(NameOrigin.values())
                        .map(origin -> new Code(origin.id(), origin.words()))
                        .toList());
        coded(
                "status",
                "Vad som är känt om värdet. Noll är ett värde",
                "What is known of the value. Zero is a value",
                Arrays.stream(Status.values())
                        .map(status -> new Code(status.id(), status.words()))
                        .toList());
        coded(
                "origin",
                "Hur värdet kom till",
                "How the value came about",
                Arrays.stream(Origin.values())
                        .map(origin -> new Code(origin.id(), origin.words()))
                        .toList());
        coded(
                "reliability",
                "Hur tillförlitligt värdet är, efter hur brett intervallet är; tomt där det inte är känt",
                "How far the value can be relied on, by how wide the interval is; empty where that is not known",
                Arrays.stream(Reliability.values())
                        .map(reliability -> new Code(reliability.id(), reliability.words()))
                        .toList());
        coded(
                "reason",
                "Varför värdet saknas, där det följer av hur värden görs, eller varför det saknar intervall; annars tomt",
                "Why there is no value, where it follows from how values are made, or no interval of one; else empty",
                Arrays.stream(Reason.values())
                        .filter(reason -> reason != Reason.NONE)
                        .map(reason -> new Code(reason.id(), reason.words()))
                        .toList());

        told(
                Rows.CHANGES,
                "geom",
                "Ytan som bytte område eller kom till; tom där den inte kan utläsas",
                "What changed hands or was added; empty where that cannot be told");
        told(Rows.CHANGES, "from_code", "Kod i den tidigare versionen", "Code in the earlier vintage");
        told(Rows.CHANGES, "to_code", "Kod i den senare versionen", "Code in the later vintage");
        OF_TABLES
                .get(Rows.CHANGES)
                .put(
                        "kind",
                        new Attribute(
                                new LocalText("Vad som hände", "What happened"),
                                NONE,
                                Arrays.stream(ChangeKind.values())
                                        .map(kind -> new Code(kind.id(), kind.label()))
                                        .toList()));
        told(Rows.CHANGES, "kind_sv", "Vad som hände, med SCB:s ord", "What happened, in SCB's words");
        told(Rows.CHANGES, "kind_en", "Vad som hände, på engelska", "What happened, in English");
        told(
                Rows.CHANGES,
                "date",
                "När det började gälla, där det är känt",
                "When it took effect, where that is known");

        told(Rows.DIVISIONS, "id", "Indelning och version, som deso@2025", "Division and vintage, as in deso@2025");
        told(Rows.DIVISIONS, "division", "Indelningens id", "The division's id");
        told(Rows.DIVISIONS, "vintage", "Versionens år", "The vintage's year");
        told(Rows.DIVISIONS, "owner", "Vem som äger indelningen", "Whose the division is");
        told(Rows.DIVISIONS, "note", "Vad som noterades vid inläsningen", "What was noted on import");
        told(
                Rows.DIVISIONS,
                "valid_from",
                "Första år som versionen gäller",
                "First year in which the vintage is valid");
        told(
                Rows.DIVISIONS,
                "valid_to",
                "Sista år som versionen gäller; tomt tills vidare",
                "Last year in which the vintage is valid; empty until further notice");
        told(Rows.DIVISIONS, "area_count", "Antal områden", "Number of areas");
        told(
                Rows.DIVISIONS,
                "parents",
                "Indelningar och versioner som den går upp i",
                "Divisions and vintages that it nests in");

        told(Rows.INDICATORS, "id", "Indikatorns id", "The indicator's id");
        told(Rows.INDICATORS, "unit_sv", "Enhet, på svenska", "Unit, in Swedish");
        told(Rows.INDICATORS, "unit_en", "Enhet, på engelska", "Unit, in English");
        told(Rows.INDICATORS, "kind", "Vad för slags mått det är", "What kind of measure it is");
        told(
                Rows.INDICATORS,
                "numerator",
                "Indikatorn i täljaren, för kvoter",
                "The indicator in the numerator, of quotients");
        told(
                Rows.INDICATORS,
                "denominator",
                "Indikatorn i nämnaren eller basen",
                "The indicator in the denominator or base");
        told(Rows.INDICATORS, "definition_sv", "Vad som mäts, på svenska", "What is measured, in Swedish");
        told(Rows.INDICATORS, "definition_en", "Vad som mäts, på engelska", "What is measured, in English");
        told(Rows.INDICATORS, "reading_sv", "Hur det ska läsas, på svenska", "How to read it, in Swedish");
        told(Rows.INDICATORS, "reading_en", "Hur det ska läsas, på engelska", "How to read it, in English");
        told(
                Rows.INDICATORS,
                "caveat_sv",
                "Vad som inte ska utläsas, på svenska",
                "What not to conclude from it, in Swedish");
        told(
                Rows.INDICATORS,
                "caveat_en",
                "Vad som inte ska utläsas, på engelska",
                "What not to conclude from it, in English");
        told(Rows.INDICATORS, "producer", "Vem som gör statistiken", "Who makes the statistics");
        told(
                Rows.INDICATORS,
                "divisions",
                "Indelningar som det finns värden för",
                "Divisions that there are values of");
        told(Rows.INDICATORS, "first_year", "Första år med värden", "First year with values");
        told(Rows.INDICATORS, "last_year", "Sista år med värden", "Last year with values");
        told(
                Rows.INDICATORS,
                "base_year",
                "Året som ändringar räknas från",
                "The year from which changes are reckoned");
        told(
                Rows.INDICATORS,
                "decimals",
                "Antal decimaler som värden visas med",
                "Number of decimals that values are shown with");
        for (Rows register : List.of(Rows.DIVISIONS, Rows.INDICATORS)) {
            told(register, "title_sv", "Titel, på svenska", "Title, in Swedish");
            told(register, "title_en", "Titel, på engelska", "Title, in English");
            told(register, "licence", "Licens", "Licence");
            told(register, "source", "Varifrån uppgifterna hämtades", "Where the data was fetched from");
            told(register, "imported", "När det lästes in", "When it was imported");
            told(register, "imported_from", "Filen som det lästes in ur", "The file that it was imported from");
            told(register, "checksum", "Filens kontrollsumma, SHA-256", "The file's checksum, SHA-256");
        }
    }

    private final Configuration configuration;

    public AttributeTexts(Configuration configuration) {
        this.configuration = configuration;
    }

    private static void areas(String name, String sv, String en) {
        areas(name, sv, en, NONE);
    }

    private static void areas(String name, String sv, String en, LocalText unit) {
        OF_AREAS.put(name, new Attribute(new LocalText(sv, en), unit, List.of()));
    }

    private static void coded(String name, String sv, String en, List<Code> codes) {
        OF_AREAS.put(name, new Attribute(new LocalText(sv, en), NONE, codes));
    }

    private static void told(Rows rows, String name, String sv, String en) {
        OF_TABLES.get(rows).put(name, new Attribute(new LocalText(sv, en), NONE, List.of()));
    }

    /**
     * What an attribute of a layer is; empty for one that is not known.
     *
     * @param series what the layer shows, if that is one indicator
     */
    public Optional<Attribute> of(Rows rows, String name, Optional<Series> series) {
        if (rows != Rows.AREAS) return Optional.ofNullable(OF_TABLES.get(rows).get(name));
        if (series.isPresent()) {
            Indicator indicator = series.get().indicator();
            if (name.equals("value")) return Optional.of(value(indicator));
            if (name.equals("change")) return Optional.of(change(indicator));
        }
        return Optional.ofNullable(OF_AREAS.get(name)).or(() -> indicator(name)).or(() -> parent(name));
    }

    private static Attribute value(Indicator indicator) {
        LocalText definition = indicator.definition();
        LocalText title = indicator.title();
        return new Attribute(
                new LocalText(
                        title.sv() + (definition.isEmpty() ? "" : ": " + definition.sv()),
                        title.en() + (definition.isEmpty() ? "" : ": " + definition.en())),
                indicator.unit(),
                List.of());
    }

    private static Attribute change(Indicator indicator) {
        return new Attribute(
                new LocalText(
                        "Ändringen sedan base_year; tomt där området inte är detsamma",
                        "The change since base_year; empty where the area is not the same one"),
                indicator.measure() instanceof Measure.Ratio ? POINTS : PERCENT,
                List.of());
    }

    /** A column of all indicators side by side. */
    private Optional<Attribute> indicator(String column) {
        return configuration.indicators().stream()
                .filter(indicator -> isNamedAfter(indicator.id(), column, "_value"))
                .findFirst()
                .map(AttributeTexts::value);
    }

    /** A column of codes of a division that the areas nest in. */
    private Optional<Attribute> parent(String column) {
        return configuration.divisions().stream()
                .map(Division::id)
                .filter(id -> isNamedAfter(id, column, "_code"))
                .findFirst()
                .map(id -> {
                    LocalText title = configuration.division(id).title();
                    return new Attribute(
                            new LocalText(
                                    "Kod för området i " + title.sv() + " som det hör till",
                                    "Code of the area of " + title.en() + " that it belongs to"),
                            NONE,
                            List.of());
                });
    }

    /** A name that is taken gets a suffix, or several. */
    private static boolean isNamedAfter(String id, String column, String suffix) {
        return Stream.iterate(
                                column,
                                name -> name.endsWith(suffix),
                                name -> name.substring(0, name.length() - suffix.length()))
                        .anyMatch(id::equals)
                || column.replaceFirst("(" + suffix + ")+$", "").equals(id);
    }
}
