package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.secret.Secret;

/** What any store does with divisions. */
public abstract class StoreContract {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    @TempDir
    Path directory;

    private StoreUrl url;

    /** Of a store that is not there yet. */
    protected abstract StoreUrl newStore() throws Exception;

    @BeforeEach
    void name_a_store() throws Exception {
        url = newStore();
    }

    @Test
    void it_has_a_secret_that_stays_the_same_whatever_is_written_and_is_like_no_other() throws Exception {
        Optional<Secret> secret;
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            secret = store.secret();
            store.write(vintage(DESO), List.of(area("9901A0010", 0.1)), List.of());
            store.clear();
            assertThat(store.secret()).isPresent().isEqualTo(secret);
            store.write(vintage(DESO), List.of(area("9901A0010", 0.1)), List.of());
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.secret()).isEqualTo(secret);
        }
        try (Store other = StoreUrl.of(directory.resolve("other.gpkg")).open(StoreUrl.Mode.CREATE)) {
            assertThat(other.secret()).isPresent().isNotEqualTo(secret);
        }
        Secret another = Secret.of(new byte[32]);
        try (Store store = Store.open(url)) {
            store.writeSecret(another);
            assertThat(store.secret()).contains(another);
        }
    }

    @Test
    void what_is_written_is_read_again() {
        Vintage vintage = vintage(DESO, "regso@2025", "kommun");
        List<Area> areas = List.of(area("9901A0010", 0.1), area("9901A0020", 1.1));
        var coarse = new Generalisation(
                10, List.of(areas.get(0).geometry(), areas.get(1).geometry()));
        var coarser = new Generalisation(
                20, List.of(areas.get(0).geometry(), areas.get(0).geometry()));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage, areas, List.of(coarse, coarser));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.vintages()).containsExactly(vintage);
            assertThat(store.areas(DESO)).isEqualTo(areas);
            assertThat(store.generalisations(DESO)).isEqualTo(List.of(coarse, coarser));
            assertThat(store.isDemo()).isFalse();
            assertThat(store.areas(VintageId.parse("deso@2018"))).isEmpty();
        }
    }

    @Test
    void every_write_changes_the_revision() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            long empty = store.revision();
            store.write(vintage(DESO), List.of(area("a", 0)), List.of());
            long written = store.revision();
            store.writeLocalNames(DESO, Map.of("a", new Store.LocalName("Ängen", "kommunen", "2026")));
            long named = store.revision();
            store.remove(DESO);
            assertThat(List.of(empty, written, named, store.revision())).doesNotHaveDuplicates();
        }
    }

    @Test
    void writing_a_vintage_again_replaces_it() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(DESO, "regso"), List.of(area("a", 0), area("b", 1)), List.of());
            Area only = area("c", 0);
            store.write(vintage(DESO), List.of(only), List.of());
            assertThat(store.vintages()).containsExactly(vintage(DESO));
            assertThat(store.areas(DESO)).containsExactly(only);
        }
    }

    @Test
    void a_write_that_fails_leaves_everything_as_it_was() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            Area before = area("a", 0);
            store.write(vintage(DESO), List.of(before), List.of());
            long revision = store.revision();
            var tooFew = new Generalisation(10, List.of());
            assertThatThrownBy(() -> store.write(vintage(DESO), List.of(area("x", 2)), List.of(tooFew)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.write(vintage(DESO), List.of(area("b", 0), area("a", 1)), List.of()))
                    .hasMessageContaining("ordered by code");
            assertThatThrownBy(() -> store.writeLocalNames(
                            DESO, Map.of("a", new Store.LocalName("A", "", ""), "z", new Store.LocalName("Z", "", ""))))
                    .hasMessageContaining("no area z");
            assertThat(store.areas(DESO)).containsExactly(before);
            assertThat(store.revision()).isEqualTo(revision);
        }
    }

    @Test
    void several_writes_together_are_seen_by_others_all_or_none() {
        VintageId earlier = VintageId.parse("deso@2018");
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(DESO), List.of(area("a", 0)), List.of());
            Runnable two = () -> {
                store.write(vintage(earlier), List.of(area("b", 0)), List.of());
                store.remove(DESO);
                assertThat(store.vintages()).as("seen by who writes").containsExactly(vintage(earlier));
                try (Store other = url.open(StoreUrl.Mode.READ_ONLY)) {
                    assertThat(other.vintages()).as("seen by others").containsExactly(vintage(DESO));
                }
            };
            assertThatThrownBy(() -> store.together(() -> {
                        two.run();
                        throw new IllegalStateException("broken off");
                    }))
                    .hasMessage("broken off");
            assertThat(store.vintages()).containsExactly(vintage(DESO));
            store.together(two);
            assertThat(store.vintages()).containsExactly(vintage(earlier));
        }
    }

    @Test
    void local_names_are_set_and_others_kept() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(DESO), List.of(area("a", 0), area("b", 1)), List.of());
            store.writeLocalNames(DESO, Map.of("a", new Store.LocalName("Ängen", "kommunen", "2026")));
            store.writeLocalNames(DESO, Map.of("b", new Store.LocalName("Ön", "kommunen", "2026")));
            assertThat(store.areas(DESO))
                    .extracting(Area::localName)
                    .containsExactly(Optional.of("Ängen"), Optional.of("Ön"));
        }
    }

    @Test
    void local_names_of_a_vintage_that_is_not_there_are_refused() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(DESO), List.of(area("a", 0)), List.of());
            VintageId absent = VintageId.parse("deso@2031");
            assertThat(store.localNames(absent)).isEmpty();
            assertThatThrownBy(() -> store.writeLocalNames(absent, Map.of("a", new Store.LocalName("Ängen", "", ""))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("deso@2031 has no area a");
        }
    }

    @Test
    void areas_without_names_parents_and_land_area_come_back_so_and_a_vintage_may_have_none() {
        VintageId empty = VintageId.parse("deso@2018");
        Area bare = new Area("a", "", Optional.empty(), Map.of(), area("a", 0).geometry(), OptionalDouble.empty());
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(DESO, "kommun"), List.of(bare), List.of());
            store.write(vintage(empty), List.of(), List.of(new Generalisation(10, List.of())));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.areas(DESO)).containsExactly(bare);
            assertThat(store.vintages()).extracting(Vintage::id).containsExactly(empty, DESO);
            assertThat(store.areas(empty)).isEmpty();
            assertThat(store.generalisations(empty)).isEmpty();
        }
    }

    @Test
    void a_removed_vintage_is_gone_and_others_stay() {
        VintageId other = VintageId.parse("deso@2018");
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(DESO), List.of(area("a", 0)), List.of());
            store.write(vintage(other), List.of(area("a", 0)), List.of());
            assertThat(store.remove(DESO)).isTrue();
            assertThat(store.remove(DESO)).isFalse();
            assertThat(store.vintages()).extracting(Vintage::id).containsExactly(other);
            store.write(vintage(DESO), List.of(area("a", 0)), List.of());
        }
    }

    @Test
    void a_reader_sees_one_state_from_its_first_question_on_while_another_connection_writes() {
        try (Store writer = url.open(StoreUrl.Mode.CREATE)) {
            writer.write(vintage(DESO), List.of(area("a", 0)), List.of());
        }
        long before;
        try (Store reader = url.open(StoreUrl.Mode.READ_ONLY)) {
            before = reader.revision();
            assertThat(reader.areas(DESO)).hasSize(1);
        }
        try (Store writer = url.open(StoreUrl.Mode.READ_WRITE);
                Store reader = url.open(StoreUrl.Mode.READ_ONLY)) {
            writer.write(vintage(DESO), List.of(area("a", 0), area("b", 1)), List.of());
            assertThat(reader.revision()).isNotEqualTo(before);
        }
    }

    @Test
    void what_fails_in_the_course_of_others_and_is_caught_is_undone_alone() {
        VintageId earlier = VintageId.parse("deso@2018");
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.together(() -> {
                store.write(vintage(DESO), List.of(area("a", 0)), List.of());
                Store.LocalName name = new Store.LocalName("Ängen", "kommunen", "2026");
                assertThatThrownBy(() -> store.writeLocalNames(DESO, new TreeMap<>(Map.of("a", name, "b", name))))
                        .isInstanceOf(StoreException.class);
                store.write(vintage(earlier), List.of(area("b", 0)), List.of());
            });
            assertThat(store.vintages()).extracting(Vintage::id).containsExactly(earlier, DESO);
            assertThat(store.localNames(DESO)).isEmpty();
        }
    }

    public static Vintage vintage(VintageId id, String... parents) {
        return new Vintage(
                id,
                new YearRange(OptionalInt.of(2024), OptionalInt.empty()),
                List.of(parents).stream().map(Vintage.Parent::parse).toList(),
                Optional.of("kommun"),
                "påhittad",
                "CC0-1.0",
                "",
                Instant.parse("2026-11-22T12:00:00Z"),
                "fil.gpkg",
                "00ff");
    }

    public static Area area(String code, double east) {
        Polygon square = (Polygon) GeoPackageGeometry.PACKED.toGeometry(new Envelope(east, east + 1, 0, 1));
        MultiPolygon geometry = GeoPackageGeometry.PACKED.createMultiPolygon(new Polygon[] {square});
        return new Area(code, "Område " + code, Optional.empty(), Map.of(), geometry, OptionalDouble.of(0.5));
    }
}
