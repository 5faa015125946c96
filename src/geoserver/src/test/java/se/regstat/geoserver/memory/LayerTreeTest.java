package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.PublishedInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.catalog.HostLayers;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** The groups in groups that clients show the layers under. */
class LayerTreeTest {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private static final YearRange SINCE_2024 = new YearRange(OptionalInt.of(2024), OptionalInt.empty());

    @TempDir
    Path data;

    private StoreUrl url;
    private Plugin host;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(data.resolve("regstat"));
        Files.writeString(data.resolve("regstat/indicators.yml"), """
                themes:
                  income: {sv: Inkomst, en: Income}
                  age: {sv: Ålder, en: Age}
                indicators:
                  population: {title: {sv: Folkmängd, en: Population}, kind: count}
                  young: {title: {sv: Unga, en: Young}, kind: count, theme: age}
                  old: {title: {sv: Gamla, en: Old}, kind: count, theme: age}
                  rich: {title: {sv: Rika, en: Rich}, kind: count, theme: income}
                """);
        url = StoreUrl.of(data.resolve("regstat/regstat.gpkg"));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage("deso@2018"), area(), List.of());
            store.write(vintage("deso@2025"), area(), List.of());
            store.write(vintage("kommun@2025"), area(), List.of());
            store.writeValues(List.of(
                    values("population", "deso@2025"),
                    values("young", "deso@2025"),
                    values("old", "deso@2025"),
                    values("rich", "deso@2025"),
                    values("young", "kommun@2025"),
                    values("old", "kommun@2025")));
        }
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void layers_stand_under_their_division_or_their_theme_and_division() {
        assertThat(tree()).isEqualTo("""
                Sveriges statistiska indelningar
                  Indelningar
                    divisions_current
                    Demografiska statistikområden (DeSO)
                      deso_2025
                      deso_2018
                    kommun_2025
                  Indikatorer
                    rich_deso
                    Ålder
                      Demografiska statistikområden (DeSO)
                        young_deso
                        old_deso
                      Kommuner
                        young_kommun
                        old_kommun
                    population_deso
                    Alla indikatorer, en kolumn var
                      deso_indicators
                      kommun_indicators
                divisions
                indicators
                """);
    }

    @Test
    void headings_have_titles_in_both_languages_and_are_not_drawn() {
        LayerGroupInfo age = group("tree-indicators-theme-age");
        assertThat(age.getMode()).isEqualTo(LayerGroupInfo.Mode.CONTAINER);
        assertThat(age.getTitle()).isEqualTo("Ålder");
        assertThat(age.getInternationalTitle().toString(Locale.ENGLISH)).isEqualTo("Age");
        assertThat(age.getStyles()).containsOnlyNulls().hasSameSizeAs(age.getLayers());
        assertThat((Object) age.getBounds())
                .isEqualTo(group("divisions_current").getBounds());
        assertThat(host.groups()).extracting(HostLayers.Group::name).containsExactly("divisions_current");
        assertThat(host.group("tree-indicators-theme-age")).isEmpty();
    }

    @Test
    void the_heading_over_all_may_be_the_root_of_capabilities_and_no_other() {
        assertThat(host.catalog().all(LayerGroupInfo.class))
                .filteredOn(group -> Boolean.FALSE.equals(
                        group.getMetadata().get(PublishedInfo.ROOT_IN_CAPABILITIES, Boolean.class)))
                .extracting(LayerGroupInfo::getName)
                .containsExactly("tree");
    }

    @Test
    void no_group_is_called_as_a_layer() {
        List<String> layers = host.layers().stream().map(HostLayers.Layer::name).toList();
        assertThat(host.catalog().all(LayerGroupInfo.class))
                .extracting(LayerGroupInfo::getName)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(layers)
                .allMatch(name -> name.equals("divisions_current") || name.startsWith("tree"));
    }

    @Test
    void a_reload_changes_nothing() throws IOException {
        long changes = host.catalog().changes();
        String written = Files.readString(data.resolve("regstat/published.yml"));
        host.reload();
        assertThat(host.catalog().changes()).isEqualTo(changes);
        assertThat(data.resolve("regstat/published.yml")).hasContent(written);
    }

    @Test
    void an_import_puts_new_layers_in_their_place_and_a_removal_takes_headings_of_one_away() {
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            store.writeValues(List.of(values("rich", "kommun@2025")));
            store.remove(VintageId.parse("deso@2018"));
        }
        host.reload();
        assertThat(tree()).contains("""
                    divisions_current
                    deso_2025
                    kommun_2025
                  Indikatorer
                    Inkomst
                      rich_deso
                      rich_kommun
                    Ålder
                """);
        assertThat(group("tree-divisions-deso")).isNull();
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            store.remove(VintageId.parse("kommun@2025"));
        }
        host.reload();
        assertThat(tree()).contains("""
                  Indikatorer
                    rich_deso
                    Ålder
                      young_deso
                      old_deso
                    population_deso
                    deso_indicators
                """);
    }

    @Test
    void what_an_administrator_makes_of_a_heading_stays() {
        LayerGroupInfo age = group("tree-indicators-theme-age-deso");
        age.setTitle("Åldrar");
        age.getLayers().add(0, age.getLayers().remove(1));
        host.catalog().save(age);
        host.reload();
        assertThat(tree()).contains("Åldrar\n        old_deso\n        young_deso\n      Kommuner\n");
    }

    @Test
    void a_heading_removed_by_hand_stays_away_and_what_was_under_it_is_still_listed() {
        LayerGroupInfo indicators = group("tree-indicators");
        int place = indicators.getLayers().indexOf(group("tree-indicators-theme-age"));
        indicators.getLayers().remove(place);
        indicators.getStyles().remove(place);
        host.catalog().save(indicators);
        host.catalog().remove(group("tree-indicators-theme-age"));
        host.reload();
        assertThat(group("tree-indicators-theme-age")).isNull();
        assertThat(tree())
                .startsWith("Sveriges statistiska indelningar\n")
                .contains("\nDemografiska statistikområden (DeSO)\n  young_deso\n  old_deso\n")
                .contains("\nKommuner\n  young_kommun\n  old_kommun\n");
    }

    @Test
    void a_layer_switched_off_is_not_under_its_heading_and_a_heading_over_nothing_is_not_there() {
        for (String layer : List.of("young_kommun", "old_kommun")) {
            LayerInfo info = host.catalog().getLayerByName("regstat:" + layer);
            info.getResource().setEnabled(false);
            host.catalog().save(info.getResource());
        }
        host.reload();
        assertThat(tree()).contains("old_deso\n    population_deso\n").doesNotContain("Kommuner");
    }

    @Test
    void an_edited_heading_that_is_not_wanted_any_more_goes_with_its_last_layer() throws IOException {
        LayerGroupInfo age = group("tree-indicators-theme-age-kommun");
        age.setTitle("Åldrar");
        host.catalog().save(age);
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            store.remove(VintageId.parse("kommun@2025"));
        }
        host.reload();
        assertThat(group("tree-indicators-theme-age-kommun")).isNull();
        assertThat(tree()).doesNotContain("Åldrar");
    }

    @Test
    void indicators_that_are_not_chosen_have_no_layer_and_are_attributes_of_those_of_all() throws IOException {
        host.reload("publish: [age, population]");
        assertThat(tree())
                .contains("young_deso\n", "old_kommun\n", "population_deso\n", "deso_indicators\n")
                .doesNotContain("rich_deso", "Inkomst");
        assertThat(host.layer("rich_deso")).isEmpty();
        assertThat(host.published().orElseThrow().layers().insteadOf("rich_deso"))
                .contains("deso_indicators");
        assertThat(host.published().orElseThrow().layers().sideBySide()).contains("kommun_indicators");
        assertThat(host.published().orElseThrow().layers().insteadOf("rich_kommun"))
                .as("there are no values of it")
                .isEmpty();
        assertThat(host.published().orElseThrow().layers().insteadOf("young_deso"))
                .isEmpty();
        assertThat(host.published().orElseThrow().layers().sideBySide("deso_indicators"))
                .extracting(series -> series.indicator().id())
                .containsExactly("population", "young", "old", "rich");
        host.reload("publish: all");
        assertThat(tree()).contains("rich_deso\n");
    }

    @Test
    void no_group_is_left_once_nothing_is_published() throws IOException {
        host.reload("publish: nothing");
        assertThat(host.catalog().all(LayerGroupInfo.class)).isEmpty();
        assertThat(host.catalog().all(LayerInfo.class)).isEmpty();
        assertThat(host.catalog().getWorkspaceByName("regstat")).isNull();
    }

    private LayerGroupInfo group(String name) {
        return host.catalog().getLayerGroupByName(host.catalog().getWorkspaceByName("regstat"), name);
    }

    /** Headings by their titles, layers and groups by their names. */
    private String tree() {
        StringBuilder text = new StringBuilder();
        host.tree().forEach(entry -> tell(entry, "", text));
        return text.toString();
    }

    private static void tell(HostLayers.Entry entry, String indent, StringBuilder text) {
        boolean heading = entry instanceof HostLayers.Heading;
        text.append(indent)
                .append(heading ? entry.title(SWEDISH) : entry.name())
                .append('\n');
        if (entry instanceof HostLayers.Heading over) {
            over.entries().forEach(under -> tell(under, indent + "  ", text));
        }
    }

    private static Vintage vintage(String id) {
        return new Vintage(
                VintageId.parse(id),
                id.equals("deso@2018") ? new YearRange(OptionalInt.empty(), OptionalInt.of(2023)) : SINCE_2024,
                List.of(),
                Optional.empty(),
                "",
                "",
                "",
                Instant.EPOCH,
                "made up",
                "");
    }

    private static List<Area> area() {
        GeometryFactory geometries = new GeometryFactory();
        Polygon square = (Polygon) geometries.toGeometry(new Envelope(600000, 610000, 6800000, 6820000));
        return List.of(new Area(
                "9801A0010",
                "",
                Optional.empty(),
                Map.of(),
                geometries.createMultiPolygon(new Polygon[] {square}),
                OptionalDouble.empty()));
    }

    private static PublishedValues values(String indicator, String vintage) {
        return new PublishedValues(
                indicator,
                VintageId.parse(vintage),
                2024,
                List.of("9801A0010"),
                new double[] {1},
                new byte[] {Status.NORMAL.code()},
                new Provenance(Instant.EPOCH, "made up", "", ""));
    }
}
