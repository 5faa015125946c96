package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.source.Fetched;
import se.regstat.importing.source.Recipe;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/** All recipes that come along but those that stand apart, for three kommuner, by one command from all of the imitated publishers. */
class AllFetchTest {

    @TempDir
    Path directory;

    private Publishers publishers;
    private Fetching fetching;

    @BeforeEach
    void publishers_are_there() throws IOException {
        publishers = new Publishers();
        publishers.cap = 1000;
        fetching = new Fetching(directory, publishers);
        Country.fill(publishers, fetching);
    }

    @AfterEach
    void and_gone() {
        publishers.close();
    }

    private List<String> all() throws IOException {
        return fetching.recipes().together().stream()
                .map(Recipe::id)
                .filter(id -> !id.contains("_generaliserad")) // of a format that another program reads
                .toList();
    }

    /** Everything but when it was imported and fetched. */
    private Set<Object> content() {
        Set<Object> content = new HashSet<>();
        try (Store store = fetching.store()) {
            store.vintages().forEach(vintage -> {
                content.add(List.of(vintage.id(), vintage.parents(), vintage.completeWithin(), vintage.source()));
                content.addAll(store.areas(vintage.id()));
            });
            store.changeLogs().forEach(log -> content.addAll(log.changes()));
            store.codeLists().forEach(list -> content.add(list.vintage() + " " + list.areas()));
            store.masks().forEach(mask -> content.add(mask.polygons()));
            store.populations()
                    .forEach(cells -> content.add(cells.name()
                            + Arrays.toString(cells.eastings())
                            + Arrays.toString(cells.northings())
                            + Arrays.toString(cells.weights())));
            store.fetches().forEach(record -> content.add(record.recipe() + record.kommuner()));
            content.addAll(Fetching.values(store));
        }
        return content;
    }

    @Test
    void it_runs_to_the_end_and_the_second_time_nothing_changes() throws IOException {
        List<Fetched> fetched = fetching.fetch(all(), Publishers.KOMMUNER);

        assertThat(fetched).hasSameSizeAs(all()).hasSizeGreaterThan(50);
        assertThat(fetched).noneMatch(Fetched::isKnown);
        try (Store store = fetching.store()) {
            assertThat(store.fetches()).hasSameSizeAs(all());
            assertThat(store.vintages()).hasSizeGreaterThan(40);
            assertThat(store.populations()).hasSize(11);
            assertThat(store.masks()).hasSize(1);
            assertThat(store.codeLists())
                    .extracting(list -> list.vintage().toString())
                    .contains("deso@2018", "deso@2025", "la@2018", "kommungrupp@2023", "fa@2015");
            assertThat(store.values().stream().map(PublishedValues::indicator).distinct())
                    .hasSizeGreaterThan(40);
        }
        byte[] stored = Files.readAllBytes(fetching.url.file());

        assertThat(fetching.fetch(all(), Publishers.KOMMUNER)).allMatch(Fetched::isKnown);

        assertThat(Files.readAllBytes(fetching.url.file())).isEqualTo(stored);
    }

    @Test
    void broken_off_at_twenty_random_points_one_after_the_other_it_goes_on_and_comes_to_the_same() throws IOException {
        List<String> all = all();
        fetching.fetch(all, Publishers.KOMMUNER);
        Set<Object> whole = content();
        long sent = publishers.sent;
        directory = Files.createDirectories(directory.resolve("again"));
        Fetching again = new Fetching(directory, publishers);
        again.otherwise.putAll(fetching.otherwise);
        fetching = again;
        publishers.sent = 0;

        Random random = new Random(20);
        List<Long> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) points.add(random.nextLong(1, sent));
        points.sort(null);
        for (long point : points) {
            if (point <= publishers.sent) continue; // so close to the one before that it was passed already
            publishers.budget = point - publishers.sent;
            assertThat(fetching.refused(all, Publishers.KOMMUNER)).hasMessageContaining("cannot be reached");
        }
        assertThat(publishers.sent).isGreaterThan(sent / 2);
        publishers.budget = Long.MAX_VALUE;
        fetching.fetch(all, Publishers.KOMMUNER);

        assertThat(content()).isEqualTo(whole);
        assertThat(publishers.sent).as("answers that were whole came once").isLessThan(sent * 2);
    }
}
