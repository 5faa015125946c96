package se.regstat.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Locale;
import org.geoserver.catalog.StyleInfo;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.StyledLayerDescriptor;
import org.geotools.api.util.InternationalString;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.util.GrowableInternationalString;
import org.geotools.util.SimpleInternationalString;
import org.junit.jupiter.api.Test;

/** GeoServer makes styles of documents without the languages of their titles, and tells none but these to who asks for one. */
class StyleTitlesTest {

    private static final StyleFactory STYLES = CommonFactoryFinder.getStyleFactory();

    @Test
    void a_title_is_told_again_in_the_languages_that_its_document_has() throws Exception {
        GrowableInternationalString written = new GrowableInternationalString("Gränser / Borders");
        written.add(Locale.forLanguageTag("sv"), "Gränser");
        written.add(Locale.ENGLISH, "Borders");
        InternationalString title = titleAfterwards(written);
        assertThat(title.toString(Locale.forLanguageTag("sv"))).isEqualTo("Gränser");
        assertThat(title.toString(Locale.ENGLISH)).isEqualTo("Borders");
        assertThat(title.toString(null)).isEqualTo("Gränser / Borders");
    }

    @Test
    void a_title_without_languages_is_told_in_all() throws Exception {
        InternationalString title = titleAfterwards(new SimpleInternationalString("Mina gränser"));
        assertThat(((GrowableInternationalString) title).getLocales()).containsExactly((Locale) null);
        assertThat(title.toString(null)).isEqualTo("Mina gränser");
    }

    private static InternationalString titleAfterwards(InternationalString written) throws Exception {
        Style inDocument = STYLES.createStyle();
        inDocument.getDescription().setTitle(written);
        NamedLayer layer = STYLES.createNamedLayer();
        layer.addStyle(inDocument);
        StyledLayerDescriptor document = STYLES.createStyledLayerDescriptor();
        document.addStyledLayer(layer);
        Style made = STYLES.createStyle();
        made.getDescription().setTitle(new SimpleInternationalString(written.toString()));
        StyleInfo info = (StyleInfo) Proxy.newProxyInstance(
                StyleInfo.class.getClassLoader(),
                new Class<?>[] {StyleInfo.class},
                (proxy, method, arguments) -> method.getName().equals("getStyle") ? made : document);
        StyleTitles.restore(info);
        return made.getDescription().getTitle();
    }
}
