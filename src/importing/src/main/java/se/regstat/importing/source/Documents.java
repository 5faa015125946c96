package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import se.regstat.importing.download.Call;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.format.WorkFolder;
import se.regstat.statistics.config.Unreadable;

/** Files at addresses, downloaded and, if they are archives, unpacked. */
final class Documents {

    private final Errand errand;

    Documents(Errand errand) {
        this.errand = errand;
    }

    /**
     * The file, or the one inside it that the recipe names.
     *
     * @param wantedKinds by its first bytes
     * @throws se.regstat.importing.format.ImportException if it is not to be had, or something else
     */
    Path of(Recipe recipe, Place.Document document, Set<FileKind> wantedKinds) {
        boolean zipped = document.inside().isPresent();
        Set<FileKind> kinds = zipped ? EnumSet.of(FileKind.ZIP) : wantedKinds;
        Path file = errand.downloads().file(Call.get(document.address()), kinds, recipe.advice());
        return zipped ? unpacked(recipe, document, file) : file;
    }

    /** The file of a table. */
    Path ofTable(Recipe recipe, Place.Document document) {
        return of(recipe, document, EnumSet.of(FileKind.ZIP, FileKind.TEXT, FileKind.UTF16));
    }

    /** A table, which has the columns that the recipe expects. */
    TableFile.Table table(Recipe recipe, Place.Document document) {
        Path file = ofTable(recipe, document);
        Problems problems = new Problems(file.toString());
        TableFile.Table table = new TableFile(file, document.form()).readTable(problems);
        problems.refuseIfAny();
        for (String column : recipe.expected().columns()) {
            if (table.columns().contains(column)) continue;
            throw new ImportException(document.address() + " has no column '" + column + "'; its columns are: "
                    + String.join(", ", table.columns()) + "; nothing was stored: " + recipe.advice());
        }
        return table;
    }

    private Path unpacked(Recipe recipe, Place.Document document, Path file) {
        Pattern like = Pattern.compile(
                "(.*/)?" + Pattern.quote(document.inside().get()).replace("*", "\\E[^/]*\\Q"),
                Pattern.CASE_INSENSITIVE);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> all = zip.stream().toList();
            List<? extends ZipEntry> suitable = all.stream()
                    .filter(entry -> like.matcher(entry.getName()).matches())
                    .toList();
            if (suitable.size() != 1) {
                throw new ImportException(document.address() + " has "
                        + (suitable.isEmpty() ? "no file" : suitable.size() + " files") + " like "
                        + document.inside().get() + " in it, but "
                        + all.stream().map(ZipEntry::getName).limit(10).collect(Collectors.joining(", "))
                        + "; nothing was stored: " + recipe.advice());
            }
            ZipEntry only = suitable.get(0);
            return WorkFolder.unpack(zip, only, errand.work())
                    .orElseThrow(() -> new ImportException(document.address() + " has a file in it, "
                            + WorkFolder.nameOf(only) + ", that unpacks to more than "
                            + (WorkFolder.MOST_UNPACKED >> 30)
                            + " GiB, which no data of a recipe does; nothing was stored: " + recipe.advice()));
        } catch (ZipException e) {
            throw new ImportException(
                    document.address() + " gave a ZIP archive that is damaged or not all there; nothing was stored."
                            + " Fetch again; if it stays so, " + recipe.advice(),
                    e);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }
}
