package se.regstat.geoserver.layers;

import java.util.function.Supplier;
import org.geoserver.catalog.StyleInfo;

/** What keeps documents of styles that are made when they are first asked for, as a catalog can that nobody else edits. */
@FunctionalInterface
public interface LaterDocuments {

    /** @param document asked for once at most */
    void write(StyleInfo style, Supplier<byte[]> document);
}
