package se.regstat.geoserver.layers;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.geoserver.catalog.AuthorityURLInfo;
import org.geoserver.catalog.CatalogFactory;
import org.geoserver.catalog.DataLinkInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerIdentifierInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.MetadataLinkInfo;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.impl.AuthorityURL;
import org.geoserver.catalog.impl.LayerIdentifier;
import se.regstat.geoserver.ledger.Property;

/** What a layer refers to, as properties of GeoServer's objects. */
final class ReferenceProperties {

    /** ISO 19115 by the one name that WMS 1.1.1, WMS 1.3.0 and WFS 1.1.0 all have for it, and that GeoNetwork follows. */
    private static final String STANDARD = "TC211";

    private static final String FIRST_STANDARD = "ISO19115:2003";

    private ReferenceProperties() {}

    static List<Property> of(ResourceInfo info, References references, CatalogFactory factory) {
        List<MetadataLinkInfo> records = references.records().stream()
                .map(link -> record(STANDARD, link, factory))
                .toList();
        List<DataLinkInfo> files =
                references.files().stream().map(link -> file(link, factory)).toList();
        return List.of(
                list("metadata links", info::getMetadataLinks, records, ReferenceProperties::told),
                list("data links", info::getDataLinks, files, DataLinkInfo::getContent),
                entries(info.getMetadata(), references.entries()),
                OgcApiLinks.property(info.getMetadata(), references.relations()));
    }

    private static Property entries(MetadataMap metadata, Map<String, String> wanted) {
        return new Property("record for CSW", () -> told(ours(metadata)), told(wanted), () -> {
            ours(metadata).keySet().forEach(metadata::remove);
            metadata.putAll(wanted);
        });
    }

    private static Map<String, Object> ours(MetadataMap metadata) {
        Map<String, Object> ours = new TreeMap<>(metadata);
        ours.keySet().removeIf(key -> !key.startsWith("regstat") || key.equals(References.EDITED));
        return ours;
    }

    private static String told(Map<String, ?> entries) {
        return entries.isEmpty() ? "" : new TreeMap<>(entries).toString();
    }

    static List<Property> of(LayerInfo layer, References references) {
        List<AuthorityURLInfo> authorities = references.identifier().stream()
                .map(ReferenceProperties::authority)
                .toList();
        List<LayerIdentifierInfo> identifiers = references.identifier().stream()
                .map(ReferenceProperties::identifier)
                .toList();
        return List.of(
                list("authorities", layer::getAuthorityURLs, authorities, a -> a.getName() + " " + a.getHref()),
                list(
                        "identifiers",
                        layer::getIdentifiers,
                        identifiers,
                        i -> i.getAuthority() + " " + i.getIdentifier()));
    }

    /** A page of records is of no standard for records. */
    static Property of(LayerGroupInfo group, Optional<References.Link> records, CatalogFactory factory) {
        List<MetadataLinkInfo> links =
                records.stream().map(link -> record("other", link, factory)).toList();
        return list("metadata links", group::getMetadataLinks, links, ReferenceProperties::told);
    }

    private static <T> Property list(String name, Supplier<List<T>> current, List<T> wanted, Function<T, String> told) {
        return new Property(name, () -> told(current.get(), told), told(wanted, told), () -> {
            current.get().clear();
            current.get().addAll(wanted);
        });
    }

    private static <T> String told(Collection<T> all, Function<T, String> told) {
        return all.stream().map(told).collect(joining(" "));
    }

    /** Of the standard that they were of at first, links are told as they were noted then. */
    private static String told(MetadataLinkInfo link) {
        return FIRST_STANDARD.equals(link.getMetadataType())
                ? link.getContent()
                : link.getMetadataType() + " " + link.getContent();
    }

    private static MetadataLinkInfo record(String standard, References.Link link, CatalogFactory factory) {
        MetadataLinkInfo made = factory.createMetadataLink();
        made.setType(link.type());
        made.setMetadataType(standard);
        made.setContent(link.address());
        return made;
    }

    private static DataLinkInfo file(References.Link link, CatalogFactory factory) {
        DataLinkInfo made = factory.createDataLink();
        made.setType(link.type());
        made.setContent(link.address());
        return made;
    }

    private static AuthorityURLInfo authority(References.Identifier identifier) {
        AuthorityURLInfo made = new AuthorityURL();
        made.setName(identifier.authority());
        made.setHref(identifier.authorityUrl());
        return made;
    }

    private static LayerIdentifierInfo identifier(References.Identifier identifier) {
        LayerIdentifierInfo made = new LayerIdentifier();
        made.setAuthority(identifier.authority());
        made.setIdentifier(identifier.id());
        return made;
    }
}
