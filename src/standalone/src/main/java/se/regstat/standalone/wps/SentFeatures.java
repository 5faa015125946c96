package se.regstat.standalone.wps;

import java.util.List;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;

/** Features that a client sent, with what it should know of how they were read: what was assumed, and what left out. */
final class SentFeatures extends ListFeatureCollection {

    private final List<String> notes;

    SentFeatures(SimpleFeatureType type, List<String> notes) {
        super(type);
        this.notes = List.copyOf(notes);
    }

    List<String> notes() {
        return notes;
    }
}
