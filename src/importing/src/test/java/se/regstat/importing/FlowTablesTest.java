package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.importing.download.Http;
import se.regstat.importing.download.Waiting;
import se.regstat.importing.flow.FlowsImport;
import se.regstat.importing.flow.FlowsRequest;
import se.regstat.importing.flow.PreparedFlows;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.pxweb.PxWebSource;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * The same table of pairs as a workbook, a PX file, and at an address that gives it in pieces. From 0180 go 180 persons times the last two digits of the year to each of the
 * three areas and to itself, and from the others likewise, as {@link PxWebServer} has it.
 */
class FlowTablesTest {

    private static final List<String> KOMMUNER = List.of("0180", "0182", "1480");
    private static final List<String> YEARS = List.of("2021", "2022");
    private static final VintageId VINTAGE = VintageId.parse("kommun@2022");

    private static final String FIRST_QUERY = """
            {"query": [
              {"code": "Bostad", "selection": {"filter": "item", "values": ["0180", "0182", "1480"]}},
              {"code": "Arbete", "selection": {"filter": "item", "values": ["0180", "0182", "1480"]}},
              {"code": "Tid", "selection": {"filter": "item", "values": ["2021", "2022"]}}]}
            """;

    private static final String SECOND_QUERY = """
            {"selection": [
              {"variableCode": "Bostad", "valueCodes": ["*"]},
              {"variableCode": "Arbete", "valueCodes": ["*"]},
              {"variableCode": "Tid", "valueCodes": ["*"]}]}
            """;

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void has_three_kommuner() throws IOException {
        store = StoreUrl.of(folder.resolve("store.gpkg")).open(StoreUrl.Mode.CREATE);
        store.write(
                TestAreas.vintage(VINTAGE),
                List.of(
                        TestAreas.square("0180", 0, Map.of()),
                        TestAreas.square("0182", 1, Map.of()),
                        TestAreas.square("1480", 2, Map.of())),
                List.of());
        Files.writeString(folder.resolve("indicators.yml"), "indicators: {commuting: {kind: count, flow: {}}}\n");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static int persons(String from, String year) {
        return Integer.parseInt(from) * Integer.parseInt(year.substring(2));
    }

    /** As in "0180 1480 3960". */
    private static List<String> expected(String year) {
        List<String> pairs = new ArrayList<>();
        for (String from : KOMMUNER) {
            for (String to : KOMMUNER) pairs.add(from + " " + to + " " + persons(from, year));
        }
        return pairs;
    }

    private static List<String> told(YearFlows year) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < year.pairs().size(); i++) {
            pairs.add(year.codes().get(year.pairs().origins()[i]) + " "
                    + year.codes().get(year.pairs().destinations()[i]) + " "
                    + (long) year.pairs().persons()[i]);
        }
        return pairs;
    }

    private PreparedFlows read(PxWebSource source, String mapping) throws IOException {
        Path file = Files.writeString(folder.resolve("mapping.yml"), "constant: {indicator: commuting}\n" + mapping);
        FlowsRequest request = new FlowsRequest(
                source, VINTAGE, "Bostad", "Arbete", file, Optional.of(EventCoverage.parse("riket")), false);
        return new FlowsImport(Configuration.load(folder), Progress.NONE, new Http(Waiting.REAL)).read(request, store);
    }

    private void assertSameTable(PreparedFlows read) {
        assertThat(read.flows()).extracting(YearFlows::year).containsExactly(2021, 2022);
        assertThat(told(read.flows().get(0))).containsExactlyElementsOf(expected("2021"));
        assertThat(told(read.flows().get(1))).containsExactlyElementsOf(expected("2022"));
        read.writeTo(store);
        assertThat(store.flows()).extracting(FlowTablesTest::told).containsExactly(expected("2021"), expected("2022"));
    }

    @Test
    void a_workbook_with_a_title_has_a_row_for_each_pair() throws IOException {
        Path file = folder.resolve("pendling.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Pendling");
            sheet.value(0, 0, "Förvärvsarbetande efter bostadskommun och arbetskommun");
            String[] columns = {"Bostad", "Arbete", "År", "Antal"};
            for (int column = 0; column < columns.length; column++) sheet.value(2, column, columns[column]);
            int row = 3;
            for (String year : YEARS) {
                for (String from : KOMMUNER) {
                    for (String to : KOMMUNER) {
                        // Excel takes codes for numbers, and shows their zeros.
                        sheet.value(row, 0, Integer.parseInt(from));
                        sheet.style(row, 0).format("0000").set();
                        sheet.value(row, 1, to);
                        sheet.value(row, 2, Integer.parseInt(year));
                        sheet.value(row++, 3, persons(from, year));
                    }
                }
            }
            sheet.value(row, 0, "Källa: SCB");
        }
        assertSameTable(
                read(PxWebSource.ofFile(file), "period: År\nvalue: Antal\nskip_lines: 2\nskip_last_lines: 1\n"));
    }

    @Test
    void a_px_file_has_a_cell_for_each_pair() throws IOException {
        StringBuilder text = new StringBuilder("""
                CHARSET="ANSI";
                AXIS-VERSION="2000";
                CODEPAGE="iso-8859-15";
                TITLE="Pendling efter bostadskommun, arbetskommun och år";
                STUB="bostadskommun","arbetskommun";
                HEADING="år";
                VALUES("bostadskommun")="Stockholm","Nacka","Göteborg";
                VALUES("arbetskommun")="Stockholm","Nacka","Göteborg";
                VALUES("år")="2021","2022";
                VARIABLECODE("bostadskommun")="Bostad";
                VARIABLECODE("arbetskommun")="Arbete";
                VARIABLECODE("år")="Tid";
                CODES("bostadskommun")="0180","0182","1480";
                CODES("arbetskommun")="0180","0182","1480";
                CODES("år")="2021","2022";
                DATA=
                """);
        for (String from : KOMMUNER) {
            for (int to = 0; to < KOMMUNER.size(); to++) {
                for (String year : YEARS) text.append(persons(from, year)).append(' ');
            }
        }
        Path file = Files.write(
                folder.resolve("pendling.px"), text.append(";\n").toString().getBytes(Charset.forName("iso-8859-15")));
        assertSameTable(read(PxWebSource.ofFile(file), "period: Tid\n"));
    }

    private PxWebServer server() throws IOException {
        return new PxWebServer()
                .variable("Bostad", KOMMUNER.toArray(String[]::new))
                .variable("Arbete", KOMMUNER.toArray(String[]::new))
                .variable("Tid", YEARS.toArray(String[]::new));
    }

    private PreparedFlows fetch(PxWebServer server, int version) throws IOException {
        URI table = version == 1 ? server.first() : server.second();
        Path query = Files.writeString(folder.resolve("query.json"), version == 1 ? FIRST_QUERY : SECOND_QUERY);
        return read(PxWebSource.ofTable(table, query), "period: Tid\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void an_address_gives_the_table_in_as_many_pieces_as_its_limit_makes_necessary(int version) throws IOException {
        try (PxWebServer server = server()) {
            server.maxCells = 5;
            PreparedFlows read = fetch(server, version);
            assertThat(server.cellsAsked).hasSizeGreaterThan(3).allMatch(cells -> cells <= 5);
            assertSameTable(read);
            assertThat(read.flows().get(0).provenance().file()).contains("127.0.0.1");
        }
    }

    @Test
    void a_cell_of_a_piece_that_cannot_be_taken_is_told_by_its_place() throws IOException {
        try (PxWebServer server = server()) {
            server.maxCells = 6;
            server.corrected.put("1480", -50_000);
            assertThatThrownBy(() -> fetch(server, 2))
                    .isInstanceOfSatisfying(ImportException.class, e -> assertThat(e.reasons())
                            .hasSize(6)
                            .anyMatch(reason -> reason.contains("2021")
                                    && reason.contains("1480 to 0180: -18920 is no number of persons")));
        }
    }

    @Test
    void withheld_cells_of_an_address_have_no_number_and_are_told() throws IOException {
        try (PxWebServer server = server()) {
            server.withheld = List.of("0182", "1480", "2022");
            PreparedFlows read = fetch(server, 2);
            assertThat(read.warnings()).anyMatch(warning -> warning.contains("have no number"));
            assertThat(DoubleStream.of(read.flows().get(1).pairs().persons()).filter(Double::isNaN))
                    .as("either direction")
                    .hasSize(2);
        }
    }

    @Test
    void the_same_dimension_twice_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("p.csv"), "Bostad,År,Antal\n0180,2022,1\n");
        Path mapping = Files.writeString(
                folder.resolve("m.yml"), "constant: {indicator: commuting}\nperiod: År\nvalue: Antal\n");
        FlowsRequest request = new FlowsRequest(
                PxWebSource.ofFile(file), VINTAGE, "Bostad", "Bostad", mapping, Optional.empty(), false);
        FlowsImport flows = new FlowsImport(Configuration.load(folder), Progress.NONE, new Http(Waiting.REAL));
        assertThatThrownBy(() -> flows.read(request, store))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("--from and --to are both 'Bostad'");
    }
}
