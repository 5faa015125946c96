package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.LayerGroupInfo;
import org.geotools.api.util.InternationalString;
import org.geotools.util.AbstractInternationalString;
import org.geotools.util.GrowableInternationalString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.metadata.Catalogue;

/** An administrator's text is shown at once to who asks for a language too. */
class EditedTextsTest {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    @TempDir
    Path data;

    private Plugin host;

    @BeforeEach
    void publish() throws Exception {
        OneArea.storeOf(data);
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void texts_in_languages_follow_an_edit_without_a_reload() {
        FeatureTypeInfo type = type();
        type.setTitle("Min titel");
        host.catalog().save(type);
        assertThat(texts(type().getInternationalTitle())).containsExactly("Min titel", "Min titel");
        assertThat(texts(type().getInternationalAbstract())[1]).contains("areas");
        type = type();
        type.setAbstract("Min text");
        host.catalog().save(type);
        assertThat(texts(type().getInternationalAbstract())).containsExactly("Min text", "Min text");
        LayerGroupInfo group = host.catalog().all(LayerGroupInfo.class).get(0);
        group.setTitle("Min grupp");
        host.catalog().save(group);
        assertThat(texts(host.catalog().all(LayerGroupInfo.class).get(0).getInternationalTitle()))
                .containsExactly("Min grupp", "Min grupp");
        host.reload();
        assertThat(texts(type().getInternationalTitle())).containsExactly("Min titel", "Min titel");
    }

    @Test
    void they_follow_each_edit_also_after_a_reload() {
        host.reload();
        FeatureTypeInfo type = type();
        type.setTitle("Första");
        host.catalog().save(type);
        type = type();
        type.setTitle("Andra");
        long before = host.catalog().changes();
        host.catalog().save(type);
        assertThat(host.catalog().changes() - before)
                .as("the edit, and one more for the languages")
                .isEqualTo(2);
        assertThat(texts(type().getInternationalTitle())).containsExactly("Andra", "Andra");
    }

    @Test
    void texts_in_languages_that_an_administrator_wrote_stay() {
        FeatureTypeInfo type = type();
        GrowableInternationalString own = new GrowableInternationalString();
        own.add(SWEDISH, "På svenska");
        own.add(Locale.ENGLISH, "In English");
        type.setInternationalTitle(own);
        host.catalog().save(type);
        type = type();
        type.setTitle("Utan språk");
        host.catalog().save(type);
        assertThat(texts(type().getInternationalTitle())).containsExactly("På svenska", "In English");
    }

    @Test
    void they_follow_where_they_were_written_anew_and_say_the_same() {
        FeatureTypeInfo type = type();
        String[] before = texts(type.getInternationalTitle());
        type.setTitle("Min titel");
        type.setInternationalTitle(new AbstractInternationalString() {
            @Override
            public String toString(Locale locale) {
                return before[SWEDISH.equals(locale) ? 0 : 1];
            }
        });
        host.catalog().save(type);
        assertThat(texts(type().getInternationalTitle())).containsExactly("Min titel", "Min titel");
    }

    @Test
    void an_edit_gives_the_record_of_the_dataset_a_new_date_and_no_other() {
        Instant before = Instant.now();
        Instant otherwise = described("deso_2018");
        FeatureTypeInfo type = type();
        type.setTitle("Min titel");
        host.catalog().save(type);
        Instant first = described("deso_2025");
        assertThat(first).isAfterOrEqualTo(before);
        assertThat(described("deso_2018")).isEqualTo(otherwise);
        host.reload();
        assertThat(described("deso_2025")).as("a reload is no edit").isEqualTo(first);
        type = type();
        type.setEnabled(true);
        host.catalog().save(type);
        assertThat(described("deso_2025")).as("neither is what says the same").isEqualTo(first);
        type = type();
        type.getKeywords().add(new Keyword("eget"));
        host.catalog().save(type);
        Instant second = described("deso_2025");
        assertThat(second).isAfter(first);
        type = type();
        type.getKeywords().add(new Keyword("annat"));
        type.getMetadata().clear();
        host.catalog().save(type);
        assertThat(described("deso_2025"))
                .as("metadata written anew with the keywords")
                .isAfter(second);
    }

    /** When the record of a layer's dataset last changed. */
    private Instant described(String layer) {
        Catalogue shown =
                new VisibleLayers(host.catalog(), host.publisher()).catalogue().orElseThrow();
        return shown.described(shown.ofLayer(layer).orElseThrow());
    }

    private FeatureTypeInfo type() {
        return (FeatureTypeInfo)
                host.catalog().getLayerByName("regstat:deso_2025").getResource();
    }

    private static String[] texts(InternationalString text) {
        return new String[] {text.toString(SWEDISH), text.toString(Locale.ENGLISH)};
    }
}
