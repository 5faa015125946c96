package se.regstat.importing.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.Text;

/** What a file is by its first bytes, whatever its name says. */
public enum FileKind {
    GEOPACKAGE,
    JSON,
    /** In an encoding that has a byte for each character of ASCII. */
    TEXT,
    UTF16,
    PX,
    XML,
    ZIP,
    OTHER;

    private static final int BYTES = 512;

    /** Of a kind that is not read here, but by {@link Ogr}. */
    private static final String BY_OGR = "; it is read by GDAL's ogr2ogr, where that is installed";

    /** Endings of files that tell in an archive that it is read by {@link Ogr}. */
    private static final Pattern PLACES = Pattern.compile("(?i).*\\.(shp|tab|mif|fgb|gml|kml|gdbtable)");

    /** Kinds that others begin with, and what to do with them. */
    private enum Known {
        GZIP("1f8b", "compressed with gzip; unpack it first, for example with: gunzip %s"),
        OLD_EXCEL("d0cf11e0", "a workbook of an old Excel; save the sheet as CSV UTF-8 there, and give that"),
        PDF("25504446", "a PDF document"),
        TIFF_LITTLE("49492a00", "a TIFF image; 'import population' reads GeoTIFF"),
        TIFF_BIG("4d4d002a", "a TIFF image; 'import population' reads GeoTIFF"),
        BIG_TIFF("49492b00", "a TIFF image; 'import population' reads GeoTIFF"),
        SHAPEFILE("0000270a", "a Shapefile" + BY_OGR),
        FLATGEOBUF("66676203", "FlatGeobuf" + BY_OGR),
        PARQUET("50415231", "Parquet" + BY_OGR),
        SEVEN_ZIP("377abcaf", "a 7z archive; unpack it first"),
        RAR("52617221", "a RAR archive; unpack it first");

        private final String magic;
        private final String words;

        Known(String magic, String words) {
            this.magic = magic;
            this.words = words;
        }
    }

    /** @throws ImportException if there is no such file, it is empty or cannot be read */
    public static FileKind of(Path file) {
        byte[] start = start(file);
        String hex = HexFormat.of().formatHex(start, 0, Math.min(4, start.length));
        if (latin(start).startsWith("SQLite format 3\0")) return GEOPACKAGE;
        if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return ZIP;
        if (known(start).isPresent()) return OTHER;
        if (Text.utf16(start).isPresent()) return UTF16;
        if (Text.isBinary(start)) return OTHER;
        String text = text(start);
        if (text.startsWith("{") || text.startsWith("[")) return JSON;
        if (text.startsWith("<")) return XML;
        if (text.matches("(?is)(CHARSET|AXIS-VERSION)\\s*=.*")) return PX;
        return TEXT;
    }

    /** Whether it is a TIFF image. */
    public static boolean isTiff(Path file) {
        return known(start(file))
                .filter(kind -> kind == Known.TIFF_LITTLE || kind == Known.TIFF_BIG || kind == Known.BIG_TIFF)
                .isPresent();
    }

    /** Whether it is an Excel workbook of the kind .xlsx. */
    public static boolean isWorkbook(Path file) {
        return of(file) == ZIP && names(file).filter(FileKind::isWorkbook).isPresent();
    }

    /** Whether it is a ZIP archive of which can be told what is in it. */
    static boolean isArchive(Path file) {
        return of(file) == ZIP && names(file).isPresent();
    }

    private static boolean isWorkbook(List<String> names) {
        return names.stream().anyMatch(name -> name.startsWith("xl/"));
    }

    /** Whether it is of a kind that {@link Ogr} reads. */
    static boolean isByOgr(Path file) {
        return described(file).endsWith(BY_OGR);
    }

    /** What the file is, in words. */
    static String named(Path file) {
        return described(file).replaceFirst(";.*", "");
    }

    /** What the file is, in words, and what is to be done with it. */
    public static String described(Path file) {
        byte[] start = start(file);
        return switch (of(file)) {
            case GEOPACKAGE -> "an SQLite database (a GeoPackage, perhaps: name it .gpkg)";
            case JSON -> "JSON (GeoJSON, perhaps: name it .geojson; an answer of PxWeb comes in with 'import pxweb')";
            case UTF16 -> "text in UTF-16";
            case PX -> "a PX file; 'import pxweb' reads it";
            case XML -> xml(text(start));
            case ZIP -> zip(file);
            case OTHER ->
                known(start)
                        .map(kind -> String.format(Locale.ROOT, kind.words, file))
                        .orElse("something else, and binary");
            case TEXT -> {
                Optional<String> drawing = drawing(text(start), file);
                if (drawing.isPresent()) yield drawing.get() + BY_OGR;
                String line = text(start).lines().findFirst().orElse("");
                yield "text, beginning with '" + line.substring(0, Math.min(30, line.length())) + "'";
            }
        };
    }

    /** Whether it is what services send in place of data: a web page, or the report of an exception. */
    public static boolean isRefusal(Path file) {
        if (of(file) != XML) return false;
        String lower = text(start(file)).toLowerCase(Locale.ROOT);
        return isWebPage(lower) || lower.contains("exceptionreport");
    }

    private static boolean isWebPage(String lower) {
        return lower.contains("<html") || lower.contains("<!doctype html");
    }

    private static String xml(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("exceptionreport")) return "the error message of a service; ask it again";
        if (isWebPage(lower)) {
            return "a web page, such as an error page that was saved; download the file again";
        }
        if (lower.contains("gml") || lower.contains("featurecollection")) {
            return "GML" + BY_OGR;
        }
        return lower.contains("<kml") ? "KML" + BY_OGR : "XML";
    }

    /** Formats that are text, by name and beginning. */
    private static Optional<String> drawing(String text, Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".tab") && text.startsWith("!table")) return Optional.of("a table of MapInfo");
        if (name.endsWith(".mif") && text.toLowerCase(Locale.ROOT).startsWith("version")) {
            return Optional.of("a file of MapInfo");
        }
        return name.endsWith(".dxf") && text.matches("(?s)(0|999)\\s.*")
                ? Optional.of("a DXF drawing")
                : Optional.empty();
    }

    private static String zip(Path file) {
        Optional<List<String>> entries = names(file);
        if (entries.isEmpty()) return "a ZIP archive that is damaged or not all there; download it again";
        List<String> names = entries.get();
        if (isWorkbook(names)) {
            return "an Excel workbook; save the sheet as CSV UTF-8 there (File, Save As), and give that";
        }
        if (names.contains("content.xml") && names.contains("mimetype")) {
            return "a document of LibreOffice; save the sheet as CSV in UTF-8 there (File, Save As), and give that";
        }
        Optional<String> places =
                names.stream().filter(name -> PLACES.matcher(name).matches()).findFirst();
        if (places.isPresent()) return "a ZIP archive with " + places.get() + BY_OGR;
        String listed = String.join(", ", names.subList(0, Math.min(3, names.size())));
        return "a ZIP archive" + (names.isEmpty() ? "" : " with " + listed + (names.size() > 3 ? ", …" : ""))
                + "; unpack it, and give what is in it";
    }

    /** What is in an archive; empty if it is damaged or not all there. */
    private static Optional<List<String>> names(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Optional.of(zip.stream().map(ZipEntry::getName).toList());
        } catch (ZipException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    /** @throws ImportException if there is no such file, it is empty or cannot be read */
    static byte[] start(Path file) {
        if (Files.isDirectory(file)) {
            String name = String.valueOf(file.getFileName());
            throw new ImportException(
                    name.endsWith(".gdb")
                            ? file
                                    + " is a folder, of a file geodatabase; put it in a zip and give that, for example with: zip -r "
                                    + name + ".zip " + name
                            : file + " is a folder; give a file");
        }
        if (!Files.exists(file)) throw new ImportException("there is no file " + file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(BYTES);
            if (start.length == 0) throw new ImportException(file + " is empty");
            return start;
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private static Optional<Known> known(byte[] start) {
        String hex = HexFormat.of().formatHex(start, 0, Math.min(4, start.length));
        for (Known kind : Known.values()) if (hex.startsWith(kind.magic)) return Optional.of(kind);
        return Optional.empty();
    }

    private static String latin(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] start) {
        return new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    }
}
