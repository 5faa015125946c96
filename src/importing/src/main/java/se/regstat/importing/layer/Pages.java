package se.regstat.importing.layer;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.JsonValue;

/** Answers of a service one after the other, whose features go into one file of GeoJSON, none of them twice. */
final class Pages implements AutoCloseable {

    private final LayerRequest request;
    private final Downloads downloads;
    private final Path file;
    private final Writer out;
    private final Set<String> seen = new HashSet<>();

    Pages(LayerRequest request, Downloads downloads, Path into) {
        this.request = request;
        this.downloads = downloads;
        String name = request.layer().getPath().replaceFirst("/+$", "").replaceAll("[^A-Za-z0-9]+", "_");
        this.file = into.resolve(name + (request.attribute().isPresent() ? "-part" : "") + ".geojson");
        try {
            out = Files.newBufferedWriter(file);
            out.write("{\"type\":\"FeatureCollection\",\"features\":[\n");
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    /** What the service answers, which is a JSON object. */
    JsonValue answer(URI address) {
        Path kept = downloads.file(Call.get(address), Set.of(FileKind.JSON), request.advice());
        return JsonStat.json(kept, address.toString());
    }

    int size() {
        return seen.size();
    }

    /** @param geometry of the feature, as it is to be written */
    void add(JsonValue feature, String geometry) {
        String text =
                "{\"type\":\"Feature\",\"properties\":" + feature.at("properties") + ",\"geometry\":" + geometry + "}";
        String separator = seen.isEmpty() ? "" : ",\n";
        if (!seen.add(Checksum.sha256(text))) {
            throw request.differs("gave a feature twice, so others are missing: its pages are not in one order, or it"
                    + " changed meanwhile. Fetch again; if it stays so");
        }
        try {
            out.write(separator + text);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    /** @param epsg code of the system of its coordinates, which come in the order easting or longitude first */
    Path finish(int epsg) {
        try {
            out.write("\n],\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\""
                    + (epsg == 4326 ? "urn:ogc:def:crs:OGC:1.3:CRS84" : "urn:ogc:def:crs:EPSG::" + epsg) + "\"}}}\n");
            out.close();
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        return file;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }
}
