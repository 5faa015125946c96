package se.regstat.standalone.wfs;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.JTS;
import org.locationtech.jts.geom.Geometry;
import se.regstat.catalog.HostLayers.Layer;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.standalone.filter.FilterException;
import se.regstat.standalone.filter.FilterTarget;
import se.regstat.standalone.filter.PropertyPath;
import se.regstat.standalone.format.Answer;
import se.regstat.standalone.format.FeatureSet;
import se.regstat.standalone.format.Schemas;
import se.regstat.standalone.format.SrsName;

/** Turns what a request asks for into features ready to be written. Counts and checks are done at once, features read when they are written. */
final class Retrieval {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private final WfsRequest request;
    private final FeatureRequest wanted;
    private final OptionalLong count;

    /** @param limit most features in one answer; 0 for no limit */
    Retrieval(WfsRequest request, FeatureRequest wanted, long limit) {
        this.request = request;
        this.wanted = wanted;
        this.count =
                limit > 0 && wanted.count().orElse(Long.MAX_VALUE) > limit ? OptionalLong.of(limit) : wanted.count();
    }

    Answer answer() throws IOException {
        List<FeatureSet> sets = new ArrayList<>();
        long skip = wanted.start();
        long room = wanted.hits() ? 0 : count.orElse(Long.MAX_VALUE);
        for (FeatureQuery query : wanted.queries()) {
            Selection selection = select(query);
            long offset = Math.min(skip, selection.matched);
            long returned = Math.min(selection.matched - offset, room);
            skip -= offset;
            room -= returned;
            sets.add(selection.page(offset, returned));
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long matched = sets.stream().mapToLong(FeatureSet::matched).sum();
        return new Answer(
                sets,
                now,
                wanted.hits(),
                next(matched),
                previous(),
                Optional.of(Schemas.ofLayers(request.serviceUrl())));
    }

    /** After a count without features comes the first page (OGC 09-025r2, 7.7.4.4.1). */
    private Optional<String> next(long matched) {
        if (count.isEmpty() || count.getAsLong() == 0) return Optional.empty();
        long next = wanted.hits() ? wanted.start() : wanted.start() + count.getAsLong();
        return next < matched ? page(next, count.getAsLong()) : Optional.empty();
    }

    private Optional<String> previous() {
        if (wanted.hits() || count.isEmpty() || wanted.start() == 0 || count.getAsLong() == 0) return Optional.empty();
        long start = Math.max(0, wanted.start() - count.getAsLong());
        return page(start, Math.min(count.getAsLong(), wanted.start() - start));
    }

    /** The same request at another start; empty for a POST, which has no address. */
    private Optional<String> page(long start, long size) {
        if (request.xml().isPresent()) return Optional.empty();
        Set<String> replaced = Set.of("startindex", "count", "maxfeatures", "resulttype");
        String kept = request.kvp().names().stream()
                .filter(name -> !replaced.contains(name))
                .flatMap(name -> request.kvp().all(name).stream()
                        .map(value -> WfsRequest.encoded(name) + "=" + WfsRequest.encoded(value)))
                .collect(Collectors.joining("&"));
        return Optional.of(request.serviceUrl() + "?" + kept + "&startIndex=" + start
                + (request.version() == WfsVersion.V2_0_0 ? "&count=" : "&maxFeatures=") + size);
    }

    private Selection select(FeatureQuery query) throws IOException {
        Layer layer = query.layer();
        SimpleFeatureSource source = layer.source();
        SimpleFeatureType schema = source.getSchema();
        boolean isTable = schema.getGeometryDescriptor() == null || layer.srs().isEmpty();
        Optional<SrsName> own = isTable
                ? Optional.empty()
                : Optional.of(SrsName.parse(layer.srs().get(0)));
        Optional<SrsName> asked = query.srsName().map(Retrieval::withoutHeights).filter(unused -> !isTable);
        var target = new FilterTarget(schema, own, own.map(SrsName::official), layer.nativeBounds());
        try {
            Optional<List<String>> properties = properties(query, target);
            var select = new Query(layer.name(), query.filter().apply(target));
            properties.ifPresent(select::setPropertyNames);
            select.setSortBy(sortBy(query, target));
            return new Selection(
                    layer,
                    source,
                    select,
                    properties
                            .map(names -> SimpleFeatureTypeBuilder.retype(schema, names))
                            .orElse(schema),
                    asked.or(() -> own.map(SrsName::official)),
                    transform(own, asked),
                    count(source, select));
        } catch (FilterException e) {
            throw WfsException.of(e, request.version());
        }
    }

    private static SrsName withoutHeights(String name) {
        SrsName srs = FeatureRequestReader.srs(name, "srsName");
        if (!srs.heights()) return srs;
        throw WfsException.invalid("srsName", srs + " has heights, and areas have none; ask for a system without");
    }

    private static long count(SimpleFeatureSource source, Query select) throws IOException {
        if (Filter.EXCLUDE.equals(select.getFilter())) return 0;
        var all = new Query(select.getTypeName(), select.getFilter());
        int count = source.getCount(all);
        return count >= 0 ? count : source.getFeatures(all).size();
    }

    /** In the order of the schema, which is the order GML prescribes; empty for all. */
    private static Optional<List<String>> properties(FeatureQuery query, FilterTarget target) {
        if (query.properties().isEmpty() || query.properties().contains("*")) return Optional.empty();
        // What no feature has needs no leaving out, and ids come anyway.
        Set<String> wanted = query.properties().stream()
                .flatMap(path -> PropertyPath.of(path, target.schema(), Optional.empty()).attribute().stream())
                .collect(Collectors.toSet());
        return Optional.of(target.schema().getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .filter(wanted::contains)
                .toList());
    }

    private static SortBy[] sortBy(FeatureQuery query, FilterTarget target) {
        return query.sortBy().stream()
                .map(key -> {
                    String attribute = target.attribute(key.property());
                    if (target.schema().getDescriptor(attribute) instanceof GeometryDescriptor) {
                        throw WfsException.invalid("sortBy", "features cannot be sorted by the geometry " + attribute);
                    }
                    return FILTERS.sort(attribute, key.descending() ? SortOrder.DESCENDING : SortOrder.ASCENDING);
                })
                .toArray(SortBy[]::new);
    }

    private static Optional<MathTransform> transform(Optional<SrsName> own, Optional<SrsName> asked) {
        if (own.isEmpty() || asked.isEmpty()) return Optional.empty();
        try {
            MathTransform transform =
                    SwerefTransforms.between(own.get().crs(), asked.get().crs());
            return transform.isIdentity() ? Optional.empty() : Optional.of(transform);
        } catch (FactoryException e) {
            throw WfsException.invalid(
                    "srsName", "coordinates cannot be brought from " + own.get() + " to " + asked.get());
        }
    }

    private record Selection(
            Layer layer,
            SimpleFeatureSource source,
            Query query,
            SimpleFeatureType type,
            Optional<SrsName> srs,
            Optional<MathTransform> transform,
            long matched) {

        FeatureSet page(long offset, long returned) {
            return new FeatureSet(
                    layer.prefix(),
                    layer.namespaceUri(),
                    layer.name(),
                    type,
                    srs,
                    matched,
                    returned,
                    () -> open(offset, returned));
        }

        private SimpleFeatureIterator open(long offset, long returned) throws IOException {
            var page = new Query(query);
            if (offset > 0) page.setStartIndex((int) offset);
            if (returned < matched) page.setMaxFeatures((int) returned);
            SimpleFeatureIterator features = source.getFeatures(page).features();
            return transform.isPresent() ? new Reprojected(features, transform.get()) : features;
        }
    }

    private record Reprojected(SimpleFeatureIterator features, MathTransform transform)
            implements SimpleFeatureIterator {

        @Override
        public boolean hasNext() {
            return features.hasNext();
        }

        @Override
        public SimpleFeature next() {
            SimpleFeature feature = features.next();
            Object[] values = feature.getAttributes().toArray();
            for (int i = 0; i < values.length; i++) {
                if (!(values[i] instanceof Geometry geometry)) continue;
                try {
                    values[i] = JTS.transform(geometry, transform);
                } catch (TransformException e) {
                    throw new IllegalStateException(
                            "feature " + feature.getID() + " cannot be brought to the CRS asked for", e);
                }
            }
            return SimpleFeatureBuilder.build(feature.getFeatureType(), values, feature.getID());
        }

        @Override
        public void close() {
            features.close();
        }
    }
}
