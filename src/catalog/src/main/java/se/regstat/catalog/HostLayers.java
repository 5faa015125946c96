package se.regstat.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** What the host's services see of the catalog: the enabled layers, groups and styles that the plugin published. Thread-safe; a call sees the catalog as it is then. */
public interface HostLayers {

    /** By name. */
    List<Layer> layers();

    /** A number that grows when anything in the catalog has changed. */
    long updateSequence();

    /** Those that can be drawn. */
    List<Group> groups();

    /** What capabilities list, in order: groups and headings first, then the layers that stand under no heading. */
    List<Entry> tree();

    /** A layer by {@code regstat:deso_2025}, or by {@code deso_2025} alone. */
    Optional<Layer> layer(String name);

    /** A group by {@code regstat:name} or {@code name}. */
    Optional<Group> group(String name);

    /** The document of a style (SLD 1.0 or SE 1.1); empty if there is no style of that name. */
    Optional<InputStream> style(String name) throws IOException;

    /** A document beside a workspace's layers, such as {@code content.ftl}; empty if there is none. */
    default Optional<InputStream> document(String workspace, String name) throws IOException {
        return Optional.empty();
    }

    /** What stands in the tree. */
    sealed interface Entry permits Layer, Group, Heading {
        /** Without prefix, as in {@code deso_2025}. */
        String name();

        /** Of the workspace, as in {@code regstat}. */
        String prefix();

        String title(Locale locale);

        String description(Locale locale);

        default String prefixedName() {
            return prefix() + ":" + name();
        }
    }

    /** A published layer. */
    non-sealed interface Layer extends Entry {
        String namespaceUri();

        /** In this language, and those in none. */
        List<Word> keywords(Locale locale);

        List<Link> metadataLinks();

        /** All of its data, to fetch. */
        default List<Link> dataLinks() {
            return List.of();
        }

        /** Who gives its identifiers. */
        default List<Authority> authorities() {
            return List.of();
        }

        default List<Identifier> identifiers() {
            return List.of();
        }

        Optional<Attribution> attribution();

        /** As in {@code EPSG:3006}; first the native one. Empty list members never occur. */
        List<String> srs();

        /** In the native CRS (E, N); empty for tables without geometry. */
        Optional<ReferencedEnvelope> nativeBounds();

        /** In WGS 84 (x = longitude, y = latitude); empty for tables without geometry. */
        Optional<ReferencedEnvelope> geographicBounds();

        /** @throws LayerGoneException if its data is not there any more */
        SimpleFeatureSource source() throws IOException;

        /** The attribute with the time (a point in time each) if the layer has the dimension TIME. */
        default Optional<String> timeAttribute() {
            return Optional.empty();
        }

        /** Empty for tables without geometry. */
        Optional<String> defaultStyle();

        /** The styles a client may ask for, the default one first. */
        List<String> styles();
    }

    /** Layers drawn together, bottom first. */
    non-sealed interface Group extends Entry {
        List<Layer> layers();

        Optional<ReferencedEnvelope> nativeBounds();
    }

    /** What is not drawn itself, and clients show others under. */
    non-sealed interface Heading extends Entry {
        /** At least one. */
        List<Entry> entries();

        Optional<ReferencedEnvelope> nativeBounds();

        /** Whether the root of a tree may be this heading, where nothing stands beside it. */
        boolean isRoot();
    }

    /** @param vocabulary that it is a term of */
    record Word(String text, Optional<String> vocabulary) {}

    /**
     * @param metadataType empty for a link to data
     * @param url one without a host is below the server's own address
     */
    record Link(String type, String metadataType, String url) {
        /** As GeoServer tells it, whose own address, without slash at its end, is the base. */
        public String url(String base) {
            return URI.create(url).getHost() == null ? base + "/" + url : url;
        }
    }

    record Authority(String name, String url) {}

    record Identifier(String authority, String id) {}

    record Attribution(String title, Optional<String> url) {}
}
