package se.regstat.importing.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import se.regstat.statistics.config.Unreadable;

/**
 * GDAL's ogr2ogr, a program that many have installed: it makes a GeoPackage of a file of another format, in a folder that is removed
 * when this is closed. Curves become lines. It runs as a process without a shell, and without those of GDAL's drivers that would follow
 * what a file says to other files and addresses.
 */
final class Ogr implements AutoCloseable {

    private static final int MINUTES = 20;

    /** Drivers of documents that name others to read. */
    private static final String SKIPPED = "OGR_VRT,VRT,WFS,OAPIF,OGCAPI,CSW,GMLAS,HTTP";

    /** The first bytes of a table of dBase, and where in them are its code page and the length of all before the records. */
    private static final int HEADER = 32;

    private static final int CODE_PAGE = 29;
    private static final int HEADER_LENGTH = 8;

    /** A table of a file geodatabase in an archive, by its name; the first group is the way to its folder. */
    private static final Pattern GEODATABASE = Pattern.compile("(?i)(.*\\.gdb)/[^/]*\\.gdbtable");

    private final String program;
    private final Path folder;

    Ogr() {
        this("ogr2ogr");
    }

    /** @param program its name, or the way to it */
    Ogr(String program) {
        this.program = program;
        folder = WorkFolder.make();
    }

    /**
     * The GeoPackage, with all layers of the file.
     *
     * @param notes what was done is added to them
     * @throws ImportException if the program is not there, or cannot read the file
     */
    Path geoPackage(Path file, List<String> notes) {
        Path made = folder.resolve("made.gpkg");
        List<String> command = new ArrayList<>(List.of(
                program, "-f", "GPKG", "-nlt", "CONVERT_TO_LINEAR", "-nlt", "PROMOTE_TO_MULTI", made.toString()));
        command.add(source(file));
        encoding(file).ifPresent(encoding -> {
            command.addAll(List.of("-oo", "ENCODING=" + encoding));
            notes.add("its texts were read as " + encoding + ", since it does not say what they are in");
        });
        String said = run(command, file);
        if (!Files.exists(made)) {
            throw unread(file, said);
        }
        notes.add(file.getFileName() + " is " + FileKind.named(file) + "; GDAL's ogr2ogr read it");
        return made;
    }

    /** What GDAL calls it; documents are copied first, since it writes files of its own beside them. */
    private String source(Path file) {
        if (FileKind.of(file) != FileKind.XML && FileKind.of(file) != FileKind.ZIP) {
            return file.toAbsolutePath().toString();
        }
        try {
            if (FileKind.of(file) == FileKind.ZIP) return zipped(file);
            return Files.copy(file, folder.resolve(file.getFileName().toString()))
                    .toString();
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    /** An archive, whatever it is called, or the file geodatabase in it, which GDAL does not look for. */
    private static String zipped(Path archive) throws IOException {
        // Braces, since it takes files for archives by the ends of their names.
        String opened = "/vsizip/{" + archive.toAbsolutePath() + "}";
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            List<String> geodatabases = names.stream()
                    .map(GEODATABASE::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .distinct()
                    .toList();
            if (geodatabases.isEmpty()) return opened;
            List<String> all = new ArrayList<>(geodatabases);
            names.stream().filter(name -> ends(name, ".shp")).forEach(all::add);
            if (all.size() == 1) return opened + "/" + all.get(0);
            throw new ImportException(archive + " has " + all.size() + " data sets in it, " + String.join(", ", all)
                    + "; make an archive of the one that is meant");
        }
    }

    private String run(List<String> command, Path file) {
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("GDAL_SKIP", SKIPPED);
        // GML names its schema, and what it refers to, by addresses that nobody looked at.
        builder.environment().put("GML_DOWNLOAD_WFS_SCHEMA", "NO");
        builder.environment().put("GML_SKIP_RESOLVE_ELEMS", "ALL");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ImportException(
                    file + " is " + FileKind.named(file) + ", which GDAL's ogr2ogr reads, and that is not installed;"
                            + " in Debian and Ubuntu it is in the package gdal-bin",
                    e);
        }
        try {
            process.getOutputStream().close();
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    throw new ImportException(
                            "ogr2ogr did not read " + file + " within " + MINUTES + " minutes; is it the right file?");
                }
            } finally {
                process.destroyForcibly();
            }
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            if (process.exitValue() != 0) {
                throw unread(file, first(said));
            }
            return first(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportException("interrupted", e);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(log, e), e);
        }
    }

    private static ImportException unread(Path file, String said) {
        return new ImportException(file + " is " + FileKind.named(file) + ", and ogr2ogr cannot read it"
                + (said.isEmpty() ? "" : ": " + said));
    }

    private static String first(String said) {
        return said.lines()
                .filter(line -> line.startsWith("ERROR") || line.startsWith("FAILURE"))
                .findFirst()
                .or(() -> said.lines().findFirst())
                .orElse("");
    }

    /** Of a Shapefile whose own files do not say: UTF-8 if its texts are that, else what programs wrote before. */
    private static Optional<String> encoding(Path file) {
        try {
            if (FileKind.of(file) == FileKind.ZIP) return zippedEncoding(file);
            String name = file.getFileName().toString();
            if (!name.toLowerCase(Locale.ROOT).endsWith(".shp")) return Optional.empty();
            String stem = name.substring(0, name.length() - 4);
            Optional<Path> table = beside(file, stem + ".dbf");
            if (table.isEmpty() || beside(file, stem + ".cpg").isPresent()) return Optional.empty();
            try (InputStream in = new BufferedInputStream(Files.newInputStream(table.get()))) {
                return encoding(in);
            }
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private static Optional<Path> beside(Path file, String name) throws IOException {
        try (Stream<Path> all = Files.list(file.toAbsolutePath().getParent())) {
            return all.filter(other -> other.getFileName().toString().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    private static Optional<String> zippedEncoding(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> tables =
                    zip.stream().filter(entry -> ends(entry.getName(), ".dbf")).toList();
            if (tables.size() != 1 || zip.stream().anyMatch(entry -> ends(entry.getName(), ".cpg")))
                return Optional.empty();
            try (InputStream in = zip.getInputStream(tables.get(0))) {
                return encoding(in);
            }
        }
    }

    private static boolean ends(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** @param table a file of dBase, whose header has numbers that are no texts, and perhaps the code page that GDAL then goes by */
    private static Optional<String> encoding(InputStream table) throws IOException {
        byte[] header = table.readNBytes(HEADER);
        if (header.length < HEADER || header[CODE_PAGE] != 0) return Optional.empty();
        table.skipNBytes(Math.max(
                0,
                Short.toUnsignedInt(ByteBuffer.wrap(header)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getShort(HEADER_LENGTH))
                        - HEADER));
        boolean ascii = true;
        Reader records = new InputStreamReader(table, StandardCharsets.UTF_8.newDecoder());
        char[] part = new char[8192];
        try {
            for (int read = records.read(part); read >= 0; read = records.read(part)) {
                for (int i = 0; i < read; i++) ascii &= part[i] < 128;
            }
        } catch (CharacterCodingException e) {
            return Optional.of("CP1252");
        }
        return ascii ? Optional.empty() : Optional.of("UTF-8");
    }

    @Override
    public void close() {
        WorkFolder.remove(folder);
    }
}
