package se.regstat.standalone.style;

import java.util.List;

/** How a layer is drawn, as SLD 1.0 or SE 1.1 says it. Immutable. */
public record Style(String name, String title, String description, List<FeatureTypeStyle> featureTypeStyles) {

    public Style {
        featureTypeStyles = List.copyOf(featureTypeStyles);
    }
}
