package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.check.StoreCheck;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.table.IndicatorRequest;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** CSV tables of values: what comes in, and what is refused with which words. */
class IndicatorImportTest {

    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final String LONG = "layout: long\nindicator: what\nperiod: year\nvalue: value\n";

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void a_store_with_two_areas_valid_to_2023() throws IOException {
        store = StoreUrl.parse(directory.resolve("store.gpkg").toString()).open(StoreUrl.Mode.CREATE);
        write(DESO, new YearRange(OptionalInt.empty(), OptionalInt.of(2023)));
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count, parts: [women, men], tolerance: 1}
                  women: {kind: count}
                  men: {kind: count}
                  share_women: {kind: ratio, numerator: women, denominator: population}
                  income: {kind: mean, base: population}
                  poor: {kind: ratio, denominator: population, disclosure: {minimum: 10}}
                  type: {kind: class}
                """);
    }

    private void write(VintageId id, YearRange valid) {
        Vintage vintage = TestAreas.vintage(id);
        store.write(
                new Vintage(id, valid, List.of(), vintage.completeWithin(), "", "", "", vintage.imported(), "", ""),
                List.of(TestAreas.square("9901A0010", 0, Map.of()), TestAreas.square("9901A0020", 1, Map.of())),
                List.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_wide_table_has_a_column_for_each_indicator_and_year() throws IOException {
        PreparedValues prepared = read(
                "code,bef22,bef23,note\n9901A0020,5,6,x\n9901A0010,3,..,y\n",
                "layout: wide\ncolumns:\n  bef22: {indicator: population, period: 2022}\n  bef23: {indicator: population, period: 2023}\n");
        assertThat(prepared.values()).hasSize(2);
        PublishedValues first = prepared.values().get(0);
        assertThat(first.codes()).containsExactly("9901A0010", "9901A0020");
        assertThat(first.values()).containsExactly(3, 5);
        assertThat(prepared.values().get(1).status(0)).isEqualTo(Status.MISSING);
        assertThat(prepared.notes()).containsExactly("columns that the mapping does not speak of: note");
        assertThat(prepared.summary())
                .containsExactly("deso@2018, 2022-2023: 1 indicator, 3 values, 1 missing; 2 of 2 areas have values");
    }

    @Test
    void in_a_wide_table_the_year_may_stand_in_a_column_of_its_own() throws IOException {
        PreparedValues prepared = read(
                "code,year,w,m\n9901A0010,2021,1,2\n9901A0010,2022,3,4\n",
                "layout: wide\nperiod: year\ncolumns: {w: {indicator: women}, m: {indicator: men}}\n");
        assertThat(prepared.values()).extracting(PublishedValues::year).containsExactly(2021, 2021, 2022, 2022);
    }

    @Test
    void in_a_long_table_names_are_translated_and_rows_chosen() throws IOException {
        PreparedValues prepared = read(
                "code,what,year,value,sex\n9901A0010,kvinnor,2022,10,all\n9901A0010,kvinnor,2022,4,half\n",
                LONG + "names: {kvinnor: women}\nwhere: {sex: [all, both]}\n");
        assertThat(prepared.values()).singleElement().satisfies(values -> {
            assertThat(values.indicator()).isEqualTo("women");
            assertThat(values.values()).containsExactly(10);
        });
        assertThat(prepared.notes()).containsExactly("1 of 2 rows were left out, as the mapping says");
    }

    @Test
    void dimensions_tell_indicators_by_the_values_of_other_columns() throws IOException {
        PreparedValues prepared = read(
                "code,sex,year,value\n9901A0010,1,2022,4\n9901A0010,2,2022,6\n9901A0010,1+2,2022,10\n9901A0010,9,2022,0\n",
                """
                period: year
                value: value
                dimensions:
                  - {where: {sex: "1"}, indicator: men}
                  - {where: {sex: "2"}, indicator: women}
                  - {where: {sex: 1+2}, indicator: population}
                """);
        assertThat(prepared.values())
                .extracting(PublishedValues::indicator)
                .containsExactly("men", "women", "population");
        assertThat(prepared.warnings()).isEmpty();
    }

    @Test
    void zero_missing_suppressed_and_not_applicable_stay_apart() throws IOException {
        PreparedValues prepared = read(
                "code,a,b,c,d,e\n9901A0010,0,,..,x,.\n",
                "layout: wide\nconstant: {period: 2022}\ncolumns: {a: {indicator: population}, b: {indicator: women}, c: {indicator: men},"
                        + " d: {indicator: income}, e: {indicator: type}}\n");
        assertThat(prepared.values())
                .extracting(values -> values.status(0))
                .containsExactly(
                        Status.NORMAL, Status.MISSING, Status.MISSING, Status.SUPPRESSED, Status.NOT_APPLICABLE);
        assertThat(prepared.values().get(0).values()).containsExactly(0);
        assertThat(read("code,what,year,value\n9901A0010,women,2022,C\n", LONG + "suppressed: [C]\n")
                        .values()
                        .get(0)
                        .status(0))
                .isEqualTo(Status.SUPPRESSED);
    }

    @Test
    void delimiter_decimal_sign_and_encoding_are_as_the_mapping_says() throws IOException {
        PreparedValues prepared = read(
                "code;what;year;value\n9901A0010;lön;2022;1 234,5\n",
                LONG + "names: {lön: income}\ndelimiter: \";\"\ndecimal: \",\"\nencoding: ISO-8859-1\n",
                StandardCharsets.ISO_8859_1);
        assertThat(prepared.values().get(0).values()).containsExactly(1234.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9901A0099,women,2022,1       | line 2: deso@2018 has no area 9901A0099",
                "9901X0010,women,2022,1       | line 2: code '9901X0010' is not of the form of deso",
                "'',women,2022,1              | line 2: it has no code",
                "9901A0010,women,2024,1       | line 2: 9901A0010: the year 2024 is outside those of deso@2018, open-2023; for 2024 deso@2025 is valid, which is not in the store",
                "9901A0010,women,2022-12,1    | line 2: '2022-12' is not a year, as in 2022",
                "9901A0010,women,2022,many    | line 2: 9901A0010, women 2022: 'many' is not a number",
                "9901A0010,women,2022,NaN     | line 2: 9901A0010, women 2022: 'NaN' is not a number",
                "9901A0010,women,2022,'1,5'   | '1,5' is not a number; a count is a whole number",
                "9901A0010,women,2022,-3      | line 2: 9901A0010, women 2022: a count cannot be -3",
                "9901A0010,type,2022,2.5      | line 2: 9901A0010, type 2022: a class is a whole number, not 2.5",
                "9901A0010,children,2022,1    | line 2: indicator 'children' is not described in indicators.yml",
                "9901A0010,share_women,2022,1 | line 2: indicator 'share_women' is always computed from women and population: import those instead",
                "9901A0010_DeSO2025,women,2022,1 | line 2: 9901A0010_DeSO2025 is an area of deso@2025, and this import is for deso@2018",
            })
    void a_bad_row_refuses_the_file_with_its_line(String row, String reason) {
        ImportException refused = refused(
                "code,what,year,value\n" + row.replace("'1,5'", "\"1,5\"").replace("''", "")
                        + "\n9901A0020,women,2022,1\n",
                LONG);
        assertThat(refused).hasMessageContaining("1 thing is wrong");
        assertThat(refused.reasons()).singleElement().asString().contains(reason);
    }

    @Test
    void a_repeated_value_is_refused_with_both_lines() {
        assertThat(refused("code,what,year,value\n9901A0010,women,2022,1\n9901A0010,women,2022,1\n", LONG)
                        .reasons())
                .containsExactly("line 3: 9901A0010, women 2022 came before already, in line 2");
        assertThat(refused(
                                "code,w,m\n9901A0010,1,2\n9901A0010,1,2\n",
                                "layout: wide\nconstant: {period: 2022}\ncolumns: {w: {indicator: women}, m: {indicator: men}}\n")
                        .reasons())
                .hasSize(1);
    }

    @Test
    void the_first_50_reasons_are_listed_and_all_are_counted() {
        StringBuilder rows = new StringBuilder("code,what,year,value\n");
        for (int i = 0; i < 60; i++) rows.append("9901A9").append(100 + i).append(",women,2022,1\n");
        ImportException refused = refused(rows.toString(), LONG);
        assertThat(refused)
                .hasMessageContaining("60 things are wrong, of which the first 50 are listed")
                .hasMessageContaining("--known-only");
        assertThat(refused.reasons()).hasSize(50);
    }

    @Test
    void with_known_only_codes_that_are_not_there_are_skipped_counted_and_listed_but_malformed_ones_refused()
            throws IOException {
        String rows = "code,what,year,value\n9901A0010,women,2022,1\n9901A0098,women,2022,1\n9901A0099,women,2022,1\n";
        PreparedValues prepared = prepared(rows, LONG, StandardCharsets.UTF_8, true);
        assertThat(prepared.notes())
                .containsExactly("2 codes that deso@2018 does not have were skipped: 9901A0098, 9901A0099");
        assertThat(catchThrowableOfType(
                                ImportException.class,
                                () -> prepared(rows + "99,women,2022,1\n", LONG, StandardCharsets.UTF_8, true))
                        .reasons())
                .singleElement()
                .asString()
                .startsWith("line 5: code '99' is not of the form of deso");
    }

    @Test
    void a_suffix_that_names_the_vintage_is_taken_off() throws IOException {
        assertThat(read("code,what,year,value\n9901A0010_DeSO2018,women,2022,1\n", LONG)
                        .values()
                        .get(0)
                        .codes())
                .containsExactly("9901A0010");
    }

    @Test
    void restricted_percentages_above_all_are_warned_of_since_readers_are_not_told_of_them() throws IOException {
        String mapping = """
                layout: wide
                constant: {period: 2022}
                columns: {p: {indicator: poor}}
                """;
        assertThat(read("code,p\n9901A0010,100\n9901A0020,99.5\n", mapping).warnings())
                .isEmpty();
        assertThat(read("code,p\n9901A0010,101.5\n9901A0020,12\n", mapping).warnings())
                .singleElement()
                .asString()
                .startsWith("poor 2022, deso@2018: more than 100 % in 1 of 2 areas, which is told as 100, since it is"
                        + " restricted; worst: 9901A0010 101.5.");
    }

    @Test
    void check_tells_of_restricted_percentages_above_all_that_are_computed() throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count, disclosure: {minimum: 10}}
                  share_women: {kind: ratio, numerator: women, denominator: population, disclosure: {minimum: 10}}
                """);
        String mapping = """
                layout: wide
                constant: {period: 2022}
                columns: {p: {indicator: population}, w: {indicator: women}}
                """;
        store.writeValues(
                read("code,p,w\n9901A0010,40,50\n9901A0020,50,40\n", mapping).values());
        assertThat(StoreCheck.of(store, Configuration.load(directory)))
                .extracting(StoreCheck.Finding::text)
                .anyMatch(
                        text -> text.startsWith("share_women 2022, deso@2018: more than 100 % in 1 of 2 areas, which is"
                                + " told as 100, since it is restricted; worst: 9901A0010 125."));
    }

    @Test
    void parts_that_miss_their_total_by_more_than_the_tolerance_are_warned_of() throws IOException {
        String mapping = """
                layout: wide
                constant: {period: 2022}
                columns: {p: {indicator: population}, w: {indicator: women}, m: {indicator: men}}
                """;
        assertThat(read("code,p,w,m\n9901A0010,10,4,5\n9901A0020,10,4,7\n", mapping)
                        .warnings())
                .isEmpty();
        assertThat(read("code,p,w,m\n9901A0010,10,4,3\n9901A0020,10,4,6\n", mapping)
                        .warnings())
                .containsExactly("population 2022, deso@2018: its parts add up to something else in 1 of 2 areas,"
                        + " by more than the 1 that indicators.yml tolerates; worst: 9901A0010 10, parts 7");
    }

    @Test
    void sums_are_made_on_import_and_are_withheld_where_a_part_is() throws IOException {
        PreparedValues prepared = read(
                "code,what,year,value\n9901A0010,women,2022,1\n9901A0010,men,2022,2\n9901A0020,women,2022,x\n9901A0020,men,2022,..\n",
                LONG + "sums: {population: [women, men]}\n");
        PublishedValues sum = prepared.values().get(2);
        assertThat(sum.indicator()).isEqualTo("population");
        assertThat(sum.values()[0]).isEqualTo(3);
        assertThat(sum.status(1)).isEqualTo(Status.SUPPRESSED);
        assertThat(read(
                                "code,what,year,value\n9901A0010,women,2022,1\n9901A0010,men,2022,..\n",
                                LONG + "sums: {population: [women, men]}\n")
                        .values()
                        .get(2)
                        .status(0))
                .isEqualTo(Status.MISSING);
    }

    @Test
    void a_sum_that_cannot_be_made_is_refused() {
        assertThat(refused(
                        "code,what,year,value\n9901A0010,women,2022,1\n", LONG + "sums: {population: [women, men]}\n"))
                .hasMessageContaining("'population' cannot be made");
        assertThat(refused(
                        "code,what,year,value\n9901A0010,women,2022,1\n9901A0010,income,2022,1\n",
                        LONG + "sums: {population: [women, income]}\n"))
                .hasMessageContaining("'income' is not a count");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layuot: long                                        | line 1, layuot: unknown key; did you mean layout?",
                "layout: tall                                        | 'tall' should be wide",
                "layout: wide                                        | columns: is missing",
                "'columns: {a: {indicator: women, period: 2022}}'    | is for wide tables",
                "'layout: wide\ncolumns: {a: {indicator: women}}'    | of which year is 'a'",
                "'layout: wide\ncolumns: {a: {indicater: women}}'    | unknown key",
                "'layout: wide\nconstant: {period: 2022}\ncolumns: {a: {indicator: women}, b: {indicator: women}}' | same year as another column",
                "'indicator: what\nvalue: value'                     | period: is missing",
                "'period: year\nvalue: value'                        | indicator: is missing",
                "'indicator: what\nconstant: {indicator: women}\nperiod: year' | told more than once",
                "'decimal: x'                                        | should be",
                "'delimiter: ab'                                     | should be one character",
                "'encoding: latin9000'                               | is not an encoding",
                "'missing: [x]'                                      | among those of",
            })
    void a_mapping_that_cannot_be_meant_is_refused_with_line_and_key(String mapping, String message) {
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> read("code,a,b\n", mapping)))
                .hasMessageContaining("mapping.yml")
                .hasMessageContaining(message);
    }

    @Test
    void a_column_that_the_table_does_not_have_is_refused_with_those_it_has() {
        assertThat(refused("code,what,year,wert\n", LONG))
                .hasMessageContaining("mapping.yml, value")
                .hasMessageContaining("no column 'value'; its columns are: code, what, year, wert");
        assertThat(refused("kod,what,year,value\n", LONG))
                .hasMessageContaining("--code")
                .hasMessageContaining("'code'");
        assertThat(refused("code,a\n", "layout: wide\ncolumns: {b: {indicator: women, period: 2022}}\n"))
                .hasMessageContaining("no column 'b'");
        assertThat(refused("code,a\n", "layout: wide\ncolumns: {a: {indicator: women, period: 2024}}\n"))
                .hasMessageContaining("the year 2024 is outside those of deso@2018");
    }

    @Test
    void importing_again_replaces_and_says_where_the_earlier_values_came_from() throws IOException {
        read("code,what,year,value\n9901A0010,women,2022,1\n", LONG).writeTo(store);
        PreparedValues again = read("code,what,year,value\n9901A0010,women,2022,2\n", LONG + "source: Kommunen\n");
        assertThat(again.notes())
                .singleElement()
                .asString()
                .startsWith("it replaces what came from table.csv, imported ");
        again.writeTo(store);
        assertThat(store.values()).singleElement().satisfies(values -> {
            assertThat(values.values()).containsExactly(2);
            assertThat(values.provenance().source()).isEqualTo("Kommunen");
            assertThat(values.provenance().checksum()).hasSize(64);
        });
        assertThat(store.replacedValues()).singleElement().satisfies(replaced -> assertThat(
                        replaced.provenance().checksum())
                .hasSize(64)
                .isNotEqualTo(again.values().get(0).provenance().checksum()));
    }

    @Test
    void a_vintage_that_is_not_in_the_store_is_refused() {
        assertThat(catchThrowableOfType(
                        ImportException.class, () -> new IndicatorImport(Configuration.load(directory), Progress.NONE)
                                .fromCsv(
                                        new IndicatorRequest(
                                                file("table.csv", "code\n", StandardCharsets.UTF_8),
                                                VintageId.parse("deso@2025"),
                                                "code",
                                                file("mapping.yml", LONG, StandardCharsets.UTF_8),
                                                false,
                                                false),
                                        store)))
                .hasMessage("there is no deso@2025 in the store; it has: deso@2018; import that division first");
    }

    private PreparedValues read(String table, String mapping) throws IOException {
        return read(table, mapping, StandardCharsets.UTF_8);
    }

    private PreparedValues read(String table, String mapping, Charset charset) throws IOException {
        return prepared(table, mapping, charset, false);
    }

    private ImportException refused(String table, String mapping) {
        return catchThrowableOfType(ImportException.class, () -> read(table, mapping));
    }

    private PreparedValues prepared(String table, String mapping, Charset charset, boolean knownOnly)
            throws IOException {
        return new IndicatorImport(Configuration.load(directory), Progress.NONE)
                .fromCsv(
                        new IndicatorRequest(
                                file("table.csv", table, charset),
                                DESO,
                                "code",
                                file("mapping.yml", mapping, StandardCharsets.UTF_8),
                                knownOnly,
                                false),
                        store);
    }

    private Path file(String name, String text, Charset charset) throws IOException {
        return Files.writeString(directory.resolve(name), text, charset);
    }
}
