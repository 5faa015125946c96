package se.regstat.importing.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.file.Unwritable;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.Xml;

/**
 * Downloads kept in a folder, with a manifest of what came from where, when, and with which checksum. A fetch that was broken off
 * goes on where it was, within a day: whole answers are not asked for again, and files of a server that can do so from the byte they
 * broke off at. A fetch after one that came to its end asks anew, and gets what has not changed from the folder where the server can
 * tell. Without a network, everything comes from the folder. Not thread-safe.
 */
public final class Downloads implements Caller, AutoCloseable {

    /** After that, what a broken fetch left may be of another version than what would follow. */
    private static final Duration RESUMABLE = Duration.ofHours(24);

    /** What the names of files end in that are no data. */
    private static final String SAID = ".said";

    /** The name of the file that is locked. */
    private static final String LOCK = "lock";

    private final Path folder;
    private final Optional<FileChannel> lock;
    private final boolean offline;
    private final Http http;
    private final Waiting waiting;
    private final Progress progress;
    private final Manifest manifest;
    private boolean broken;
    private long bytes;

    private Downloads(
            Path folder, Optional<FileChannel> lock, boolean offline, Http http, Waiting waiting, Progress progress) {
        this.folder = folder;
        this.lock = lock;
        this.offline = offline;
        this.http = http;
        this.waiting = waiting;
        this.progress = progress;
        this.manifest = Manifest.read(folder);
    }

    /** @throws ImportException if the folder cannot be made, or another fetch downloads into it */
    public static Downloads into(Path folder, Http http, Waiting waiting, Progress progress) {
        try {
            Files.createDirectories(folder);
            return new Downloads(folder, Optional.of(lock(folder)), false, http, waiting, progress);
        } catch (IOException e) {
            throw new ImportException(Unwritable.told(folder, e), e);
        }
    }

    /** For as long as the channel is open; it ends with the program that holds it, also where that is killed. */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return channel;
        } catch (OverlappingFileLockException e) {
            // This program holds it itself.
        }
        channel.close();
        throw new ImportException("another fetch downloads into " + folder
                + " at this moment; wait until it is done, or name another folder with --downloads");
    }

    /** From what was kept, without a network. @throws ImportException if nothing was kept there */
    public static Downloads offline(Path folder, Progress progress) {
        if (!Files.exists(folder.resolve(Manifest.FILE))) {
            throw new ImportException(folder + " is no folder of downloads: there is no " + Manifest.FILE + " in it");
        }
        return new Downloads(folder, Optional.empty(), true, new Http(Waiting.REAL), Waiting.REAL, progress);
    }

    public Path folder() {
        return folder;
    }

    /** How many bytes came over the network. */
    public long bytes() {
        return bytes;
    }

    /** Whether a service could not be reached, or broke off; asking others does not help then. */
    public boolean isBroken() {
        return broken;
    }

    @Override
    public void limit(String host, int calls, Duration window) {
        http.limit(host, calls, window);
    }

    @Override
    public Answer answer(Call call) {
        Manifest.Entry entry = entry(call);
        try {
            return new Answer(entry.status(), Files.readAllBytes(folder.resolve(entry.file())));
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(folder.resolve(entry.file()), e), e);
        }
    }

    /**
     * The file that an address gives.
     *
     * @param wanted kinds, by its first bytes
     * @param advice what to do where it has moved or is something else
     * @throws ImportException if it is not to be had
     */
    public Path file(Call call, Set<FileKind> wanted, String advice) {
        Manifest.Entry entry = entry(call);
        Path file = folder.resolve(entry.file());
        if (entry.status() != 200) {
            throw new ImportException(call.address() + " answered " + entry.status() + meaning(entry.status())
                    + said(file) + "; " + advice);
        }
        if (entry.bytes() == 0) throw new ImportException(call.address() + " gave an empty file; " + advice);
        FileKind kind = FileKind.of(file);
        if (FileKind.isRefusal(file) || (kind == FileKind.XML && !wanted.contains(kind))) {
            String what = said(file);
            throw new ImportException(call.address()
                    + (what.isEmpty()
                            ? " gave a web page in place of data: it has moved, wants something to be accepted first, or failed"
                            : " failed" + what)
                    + "; " + advice);
        }
        if (!wanted.contains(kind)) {
            throw new ImportException(
                    call.address() + " gave something else than expected: " + FileKind.described(file) + "; " + advice);
        }
        if (kind == FileKind.ZIP && entry.file().endsWith(SAID)) {
            if (Archive.isPackedOtherwise(file)) {
                throw new ImportException(call.address()
                        + " gave a ZIP archive that is packed in a way that is not read (encrypted, or compressed by"
                        + " another method than Deflate); nothing was stored, and what was kept before stays: "
                        + advice);
            }
            throw new ImportException(call.address()
                    + " gave a ZIP archive that is damaged or not all there; nothing was stored, and what"
                    + " was kept before stays. Fetch again; if it stays so, " + advice);
        }
        return file;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 -> " (it is not open to all)";
            case 404, 410 -> " (there is no such thing any more)";
            default -> "";
        };
    }

    /** What a service says in an exception report; empty for anything else. */
    private static String said(Path file) {
        try {
            if (Files.size(file) == 0 || FileKind.of(file) != FileKind.XML) return "";
            String text = Files.readString(file);
            if (!text.contains("Exception")) return "";
            String line = Xml.parse(text).getTextContent().strip().replaceAll("\\s+", " ");
            return line.isEmpty() ? "" : ": " + (line.length() > 200 ? line.substring(0, 200) + "…" : line);
        } catch (FormatException | IOException e) {
            return "";
        }
    }

    // ---- kept, or fetched

    private Manifest.Entry entry(Call call) {
        Optional<Manifest.Entry> kept = manifest.find(call.key()).filter(manifest::isIntact);
        if (offline) {
            return kept.orElseThrow(() -> new ImportException(folder + " does not have, or not as it was fetched: "
                    + call.address() + "; fetch again with a network"));
        }
        Optional<Manifest.Entry> good = kept.filter(entry -> !entry.file().endsWith(SAID));
        boolean goesOn = good.isPresent()
                && good.get().open()
                && good.get().fetched().plus(RESUMABLE).isAfter(waiting.now());
        if (goesOn) return good.get();
        try {
            return fetch(call, good);
        } catch (ImportException e) {
            broken = true;
            throw e;
        }
    }

    /** @param good what was kept of it, which an answer that is none does not take the place of */
    private Manifest.Entry fetch(Call call, Optional<Manifest.Entry> good) {
        String name = name(call);
        PartFile part = new PartFile(folder.resolve(name + ".part"), progress, call.address());
        Optional<Manifest.Entry> older = good.filter(entry -> !entry.tag().isEmpty());
        HttpResponse<PartFile.Received> response = send(call, part, older);
        // 416: what there is was the whole already, or is of no version that there is.
        if (response.statusCode() == 416 && part.discard()) response = send(call, part, older);
        if (response.statusCode() == 304 && older.isPresent()) {
            Manifest.Entry same = older.get().at(waiting.now());
            manifest.put(same);
            return same;
        }
        int status = response.statusCode() == 206 ? 200 : response.statusCode();
        try {
            boolean data = status == 200 && isData(response.body().file());
            Path file = folder.resolve(data ? name : name + SAID);
            Files.move(response.body().file(), file, StandardCopyOption.REPLACE_EXISTING);
            part.done();
            Manifest.Entry entry = new Manifest.Entry(
                    call.key(),
                    call.address().toString(),
                    call.json().orElse(""),
                    status,
                    file.getFileName().toString(),
                    waiting.now(),
                    Files.size(file),
                    Checksum.sha256(file),
                    PartFile.tag(response.headers()),
                    true);
            if (data || good.isEmpty()) manifest.put(entry);
            return entry;
        } catch (IOException e) {
            throw new ImportException(Unwritable.told(folder.resolve(name), e), e);
        }
    }

    /** Services send pages that ask for a licence to be accepted, reports of their exceptions, and half of a file, with status 200 too. */
    private static boolean isData(Path file) throws IOException {
        if (Files.size(file) == 0 || FileKind.isRefusal(file)) return false;
        return FileKind.of(file) != FileKind.ZIP || Archive.isWhole(file);
    }

    private HttpResponse<PartFile.Received> send(Call call, PartFile part, Optional<Manifest.Entry> older) {
        HttpResponse<PartFile.Received> response = http.send(
                call.address(),
                () -> {
                    HttpRequest.Builder request = call.request();
                    if (!part.resume(request)) {
                        older.ifPresent(entry -> request.header(condition(entry.tag()), entry.tag()));
                    }
                    return request.build();
                },
                part);
        bytes += response.body().bytes();
        return response;
    }

    private static String condition(String tag) {
        return PartFile.isEntityTag(tag) ? "If-None-Match" : "If-Modified-Since";
    }

    /** One that people recognise, and that is different for different calls. */
    private static String name(Call call) {
        URI address = call.address();
        String last = address.getPath().replaceFirst("/+$", "").replaceFirst(".*/", "");
        int dot = last.lastIndexOf('.');
        String plain = address.getHost() + "-" + (dot > 0 ? last.substring(0, dot) : last);
        String ending = dot > 0 ? last.substring(dot) : "";
        String safe = (plain + "-" + call.key().substring(0, 12) + ending).replaceAll("[^A-Za-z0-9._-]", "_");
        return new String(safe.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }

    /** The fetch came to its end, or was refused: the next one asks anew, unless a service could not be reached. */
    @Override
    public void close() {
        try {
            if (!offline && !broken) manifest.close();
        } finally {
            unlock();
        }
    }

    private void unlock() {
        try {
            if (lock.isPresent()) lock.get().close();
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(folder, e), e);
        }
    }
}
