package se.regstat.importing.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import se.regstat.statistics.config.Unreadable;

/**
 * The table in a ZIP archive, such as a whole table that PxWeb offers for download: the only file there that has a table's ending, or else the
 * one that is called as the archive is, beside which others tell about it.
 */
final class ZippedTable {

    private static final Pattern TABLE = Pattern.compile("(?i)(?!__MACOSX/).*\\.(csv|tsv|txt|xlsx)");

    private ZippedTable() {}

    /**
     * Unpacks it.
     *
     * @param work where to
     * @return empty if nothing in the archive is called as tables are, or it is damaged
     * @throws ImportException if it cannot be told which file is the table, or it cannot be unpacked
     */
    static Optional<Path> unpack(Path archive, Path work) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<? extends ZipEntry> tables = zip.stream()
                    .filter(entry -> !entry.isDirectory()
                            && TABLE.matcher(entry.getName()).matches())
                    .toList();
            if (tables.isEmpty()) return Optional.empty();
            ZipEntry table = table(archive, tables);
            return Optional.of(WorkFolder.unpack(zip, table, work)
                    .orElseThrow(() -> new ImportException(archive + " has a table in it, " + WorkFolder.nameOf(table)
                            + ", that unpacks to more than " + (WorkFolder.MOST_UNPACKED >> 30)
                            + " GiB; take the lines that you need from it, and give these")));
        } catch (ZipException e) {
            if (FileKind.isArchive(archive)) {
                throw new ImportException(
                        archive + ": " + e.getMessage() + "; unpack it with another program, and give what is in it",
                        e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(archive, e), e);
        }
    }

    private static ZipEntry table(Path archive, List<? extends ZipEntry> tables) {
        if (tables.size() == 1) return tables.get(0);
        String stem = stem(archive.getFileName().toString());
        List<? extends ZipEntry> alike = tables.stream()
                .filter(entry -> stem(WorkFolder.nameOf(entry)).equals(stem))
                .toList();
        if (alike.size() == 1) return alike.get(0);
        throw new ImportException(archive + " has several files in it that may be the table: "
                + tables.stream().map(WorkFolder::nameOf).limit(10).collect(Collectors.joining(", "))
                + "; unpack it, and give the one that is");
    }

    private static String stem(String name) {
        return name.replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
    }
}
