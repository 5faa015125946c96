package se.regstat.importing.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.statistics.file.Unwritable;
import se.regstat.statistics.format.JsonValue;

/** What is kept in a folder of downloads: {@code manifest.json}, written anew, wholly, after every download. */
final class Manifest {

    /** Its file's name. */
    static final String FILE = "manifest.json";

    /**
     * A download.
     *
     * @param key of the call
     * @param file in the folder
     * @param tag by which the service knows this version of it: an ETag, or the time of its last change; may be empty
     * @param open whether the fetch that it belongs to was broken off, and may go on from it
     */
    record Entry(
            String key,
            String address,
            String query,
            int status,
            String file,
            Instant fetched,
            long bytes,
            String sha256,
            String tag,
            boolean open) {

        Entry closed() {
            return new Entry(key, address, query, status, file, fetched, bytes, sha256, tag, false);
        }

        Entry at(Instant now) {
            return new Entry(key, address, query, status, file, now, bytes, sha256, tag, true);
        }
    }

    private final Path folder;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Manifest(Path folder) {
        this.folder = folder;
    }

    /** @throws ImportException if there is one that cannot be read */
    static Manifest read(Path folder) {
        Manifest manifest = new Manifest(folder);
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) return manifest;
        try {
            JsonValue root = JsonStat.json(file, file.toString());
            for (JsonValue entry : root.at("downloads").items()) {
                manifest.entries.put(entry.at("key").text(), entry(entry));
            }
        } catch (DateTimeParseException e) {
            throw new ImportException(file + " was not written by this program: " + e.getMessage(), e);
        }
        return manifest;
    }

    private static Entry entry(JsonValue json) {
        return new Entry(
                json.at("key").text(),
                json.at("address").text(),
                json.at("query").text(),
                json.at("status").whole().orElse(200L).intValue(),
                json.at("file").text(),
                Instant.parse(json.at("fetched").text()),
                json.at("bytes").whole().orElse(-1L),
                json.at("sha256").text(),
                json.at("tag").text(),
                json.at("open").isTrue());
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Whether the file of an entry is there as it was written. */
    boolean isIntact(Entry entry) {
        Path file = folder.resolve(entry.file());
        return Files.isRegularFile(file) && Checksum.sha256(file).equals(entry.sha256());
    }

    void put(Entry entry) {
        entries.put(entry.key(), entry);
        write();
    }

    /** No fetch goes on from what there is. */
    void close() {
        entries.replaceAll((key, entry) -> entry.closed());
        write();
    }

    private void write() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Entry entry : entries.values()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("address", entry.address());
            if (!entry.query().isEmpty()) json.put("query", entry.query());
            json.put("file", entry.file());
            json.put("fetched", entry.fetched().toString());
            json.put("bytes", entry.bytes());
            json.put("sha256", entry.sha256());
            json.put("status", entry.status());
            if (!entry.tag().isEmpty()) json.put("tag", entry.tag());
            json.put("open", entry.open());
            json.put("key", entry.key());
            list.add(json);
        }
        Path file = folder.resolve(FILE);
        Path fresh = folder.resolve(FILE + ".new");
        try {
            Files.writeString(
                    fresh, JsonValue.of(Map.of("downloads", list)).toString().replace("},{", "},\n{") + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ImportException(Unwritable.told(file, e), e);
        }
    }
}
