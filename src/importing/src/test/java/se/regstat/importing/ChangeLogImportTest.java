package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.TableForm;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Change logs between two vintages, and the ground that changed hands. Areas are strips one kilometre high. */
class ChangeLogImportTest {

    private static final String HEAD = "deso_fran,deso_till,forandringstyp,datum\n";

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void two_vintages() {
        store = StoreUrl.parse(directory.resolve("store.gpkg").toString()).open(StoreUrl.Mode.CREATE);
        // 2018: 0 to 4 km, 4 to 6, 6 to 10. 2025: the first is split at 1 km, the second has grown to 7 km.
        store.write(
                TestAreas.vintage(VintageId.parse("deso@2018")),
                List.of(strip("9901A0010", 0, 4), strip("9901A0020", 4, 6), strip("9901A0030", 6, 10)),
                List.of());
        store.write(
                TestAreas.vintage(VintageId.parse("deso@2025")),
                List.of(
                        strip("9901A0011", 0, 1),
                        strip("9901A0012", 1, 4),
                        strip("9901A0020", 4, 7),
                        strip("9901A0030", 7, 10)),
                List.of());
    }

    private static Area strip(String code, double west, double east) {
        Envelope strip = new Envelope(320_000 + 1000 * west, 320_000 + 1000 * east, 6_400_000, 6_401_000);
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                Polygons.multiPolygon(Polygons.FACTORY.toGeometry(strip)),
                OptionalDouble.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_changed_hands_is_what_the_two_areas_share_or_what_one_did_not_have() throws IOException {
        PreparedChanges prepared = read(HEAD + """
                9901A0010,9901A0011,Upphör; till nybildad,2025-01-01
                9901A0010,9901A0012,Upphör; till nybildad,2025-01-01
                9901A0020,9901A0020,Utvidgas,2025-01-01
                9901A0030,9901A0030,Minskas och ger del till befintlig eller nybildad,2025-01-01
                9901A0030,9901A0020,Ger del/delar till befintlig,
                9901A0030,9901A0030,Utvidgas till territorialvattengräns,2025-01-01
                9901A0020,9901A0012,Ger del till nybildad,2025-01-01
                """);
        List<Change> changes = prepared.log().changes();
        assertThat(changes)
                .extracting(
                        change -> change.geometry().map(g -> g.getArea() / 1e6).orElse(0.0))
                .containsExactly(1.0, 3.0, 1.0, 1.0, 1.0, 0.0, 0.0);
        assertThat(changes.get(2).geometry().get().getEnvelopeInternal().getMinX())
                .isEqualTo(326_000);
        assertThat(changes.get(0).date()).contains(LocalDate.of(2025, 1, 1));
        assertThat(changes.get(4).date()).isEmpty();
        assertThat(changes.get(5).kind()).isEqualTo(ChangeKind.EXTENDED_TO_SEA);
        assertThat(prepared.notes()).singleElement().asString().startsWith("2 of 7 changes have no geometry");
        prepared.writeTo(store);
        assertThat(store.changeLogs()).singleElement().satisfies(log -> {
            assertThat(log.changes()).hasSize(7);
            assertThat(log.importedFrom()).isEqualTo("log.csv");
            assertThat(log.checksum()).hasSize(64);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9901A0099,9901A0011,Utvidgas,       | line 2: deso@2018 has no area 9901A0099",
                "9901A0010,9901A0010,Utvidgas,       | line 2: deso@2025 has no area 9901A0010",
                "9901X,9901A0011,Utvidgas,           | line 2: code '9901X' is not of the form of deso, \\d{4}[ABC]\\d{4}",
                ",9901A0011,Utvidgas,                | line 2: it has no code for deso@2018",
                "9901A0010,9901A0011,Delas,          | line 2: 'Delas' is not a kind of change",
                "9901A0010,9901A0011,Utvidgas,snart  | line 2: date 'snart' is not of the form 2025-01-01",
                "9901A0020,9901A0020,Utvidgas,       | line 3: the same change from 9901A0020 to 9901A0020 came before already",
            })
    void a_bad_row_refuses_the_log(String row, String reason) {
        String again = reason.contains("line 3") ? "9901A0020,9901A0020,Utvidgas,\n" : "";
        assertThat(refused(HEAD + again + row + "\n").reasons()).containsExactly(reason);
    }

    @Test
    void rows_of_areas_that_are_not_loaded_are_skipped_when_that_is_said() throws IOException {
        PreparedChanges prepared = read(
                HEAD + "9902A0010,9902A0010,Utvidgas,\n9901A0020,9901A0020,Utvidgas,\n", "deso@2018", "2025", true);
        assertThat(prepared.log().changes()).hasSize(1);
        assertThat(prepared.notes()).anyMatch(note -> note.contains("skipped") && note.contains("9902A0010"));
    }

    @Test
    void both_vintages_and_the_columns_must_be_there() {
        assertThat(catchThrowableOfType(ImportException.class, () -> read(HEAD, "deso@2018", "2030", false)))
                .hasMessageContaining("there is no deso@2030 in the store; it has: deso@2018, deso@2025");
        assertThat(catchThrowableOfType(ImportException.class, () -> read(HEAD, "deso@2025", "2018", false)))
                .hasMessageContaining("should be before");
        assertThat(refused("fran,till\n"))
                .hasMessageContaining("no column 'deso_fran'")
                .hasMessageContaining("--from-code");
    }

    private ImportException refused(String log) {
        return catchThrowableOfType(ImportException.class, () -> read(log));
    }

    private PreparedChanges read(String log) throws IOException {
        return read(log, "deso@2018", "2025", false);
    }

    private PreparedChanges read(String log, String from, String to, boolean knownOnly) throws IOException {
        VintageId earlier = VintageId.parse(from);
        ChangesRequest request = new ChangesRequest(
                Files.writeString(directory.resolve("log.csv"), log),
                TableForm.USUAL,
                earlier.division(),
                earlier.year(),
                to,
                "deso_fran",
                "deso_till",
                "forandringstyp",
                Optional.empty(),
                knownOnly);
        return new ChangeLogImport(Configuration.load(directory), Progress.NONE).read(request, store);
    }
}
