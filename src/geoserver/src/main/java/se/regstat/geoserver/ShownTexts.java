package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geotools.api.util.InternationalString;
import se.regstat.geoserver.layers.Layers;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.geoserver.metadata.Shown;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.division.LocalText;

/** What GeoServer tells of a layer, an administrator's changes included. */
final class ShownTexts {

    private static final String SWEDISH = "sv";
    private static final String ENGLISH = "en";

    private ShownTexts() {}

    static Shown of(ResourceInfo layer) {
        return new Shown(
                new Texts.Description(
                        text(layer.getInternationalTitle(), layer.getTitle()),
                        text(layer.getInternationalAbstract(), layer.getAbstract()),
                        keywords(layer.getKeywords()),
                        Optional.empty()),
                EditedTexts.lastEdit(layer));
    }

    private static LocalText text(InternationalString both, String plain) {
        if (both == null) return LocalText.of(plain == null ? "" : plain);
        return new LocalText(Properties.swedish(both), both.toString(Locale.ENGLISH));
    }

    /** A Swedish one and the English one after it are the same keyword. */
    private static List<LocalText> keywords(List<KeywordInfo> told) {
        // Topics are codes, which records tell as such.
        List<KeywordInfo> all = told.stream()
                .filter(one -> !Layers.TOPICS.equals(one.getVocabulary()))
                .toList();
        List<LocalText> keywords = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            KeywordInfo keyword = all.get(i);
            KeywordInfo next = i + 1 < all.size() ? all.get(i + 1) : null;
            if (SWEDISH.equals(keyword.getLanguage()) && next != null && ENGLISH.equals(next.getLanguage())) {
                keywords.add(new LocalText(keyword.getValue(), next.getValue()));
                i++;
            } else {
                keywords.add(LocalText.of(keyword.getValue()));
            }
        }
        return keywords;
    }
}
