package se.regstat.statistics.store.copy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.GeoPackageGeometry;
import se.regstat.statistics.store.Store;

/**
 * What a store holds, as one number: two stores with the same number hold the same, down to the last bit of every coordinate and value, in
 * the same order, with the same origin. It is the same for every kind of store, and says nothing of revision and identity, nor of what other
 * programs are shown of it.
 */
public final class StoreContent {

    private final DataOutputStream out;
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();

    private StoreContent(DataOutputStream out) {
        this.out = out;
    }

    /** SHA-256, hexadecimal. */
    public static String hash(Store store) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                new StoreContent(out).all(store);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nothing was ever stored there, or all was removed. */
    public static boolean isEmpty(Store store) {
        return Stream.<Supplier<List<?>>>of(
                        store::vintages,
                        store::values,
                        store::changeLogs,
                        store::codeLists,
                        store::masks,
                        store::populations,
                        store::events,
                        store::flows,
                        store::fetches)
                .allMatch(part -> part.get().isEmpty());
    }

    private void values(PublishedValues values) {
        try {
            text(List.of(values.indicator(), values.vintage(), values.year(), values.provenance(), values.codes()));
            numbers(values.values());
            out.write(values.statuses());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void all(Store store) throws IOException {
        text(store.isDemo());
        for (Vintage vintage : store.vintages()) {
            text(vintage);
            for (Area area : store.areas(vintage.id())) {
                text(List.of(area.code(), area.name(), area.localName(), new TreeMap<>(area.parents())));
                text(area.landAreaKm2());
                geometry(area.geometry());
            }
            text(new TreeMap<>(store.localNames(vintage.id())));
            for (Generalisation generalisation : store.generalisations(vintage.id())) {
                out.writeDouble(generalisation.tolerance());
                for (Geometry geometry : generalisation.geometries()) geometry(geometry);
            }
        }
        store.readValues(this::values);
        text(store.replacedValues());
        for (ChangeLog log : store.changeLogs()) changes(log);
        for (CodeList list : store.codeLists()) {
            text(List.of(list.vintage(), list.source(), list.imported(), list.importedFrom(), list.checksum()));
            for (CodeList.Listed area : list.areas()) {
                text(List.of(area.code(), area.name(), new TreeMap<>(area.parents())));
            }
        }
        for (Mask mask : store.masks()) {
            text(List.of(mask.name(), mask.provenance(), mask.polygons().size()));
            for (Geometry polygon : mask.polygons()) geometry(polygon);
        }
        for (WeightedPoints points : store.populations()) {
            text(List.of(points.name(), points.year(), points.cellSize(), points.provenance(), points.kinds()));
            numbers(points.eastings());
            numbers(points.northings());
            for (String kind : points.kinds()) numbers(points.weights(kind));
        }
        for (Events events : store.events()) {
            text(List.of(events.indicator(), events.year(), events.covers(), events.provenance()));
            numbers(events.eastings());
            numbers(events.northings());
            numbers(events.counts());
        }
        for (YearFlows flows : store.flows()) {
            text(List.of(flows.indicator(), flows.vintage(), flows.year(), flows.covers(), flows.provenance()));
            text(flows.codes());
            out.write(flows.pairs().packed());
        }
        text(store.fetches());
        text(store.trials());
    }

    private void changes(ChangeLog log) throws IOException {
        text(List.of(log.division(), log.from(), log.to(), log.imported(), log.importedFrom(), log.checksum()));
        for (Change change : log.changes()) {
            text(List.of(
                    change.from(),
                    change.to(),
                    change.kind(),
                    change.date(),
                    change.geometry().isPresent()));
            if (change.geometry().isPresent()) geometry(change.geometry().get());
        }
    }

    /** Records and collections of them say all that they hold. */
    private void text(Object told) throws IOException {
        byte[] bytes = told.toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void numbers(double[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) out.writeLong(Double.doubleToRawLongBits(number));
    }

    private void geometry(Geometry geometry) throws IOException {
        byte[] wkb = geometries.encodeWkb(geometry);
        out.writeInt(wkb.length);
        out.write(wkb);
    }
}
