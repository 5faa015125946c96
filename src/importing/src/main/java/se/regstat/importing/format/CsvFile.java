package se.regstat.importing.format;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.CsvFeatures;
import se.regstat.statistics.format.CsvForm;
import se.regstat.statistics.format.CsvLines;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.ReadDocument;
import se.regstat.statistics.format.ReadLimits;
import se.regstat.statistics.format.Text;

/** A CSV file with column names in its first line. */
final class CsvFile {

    private static final Charset OLDER = Charset.forName("windows-1252");

    private final Path file;
    private final CsvForm form;

    CsvFile(Path file) {
        this(file, CsvForm.USUAL);
    }

    CsvFile(Path file, CsvForm form) {
        this.file = file;
        this.form = form;
    }

    /**
     * The same file, in what older programs wrote if it is that and not in the UTF-8 that it is taken for: Windows-1252, in which it has
     * no byte that stands for nothing, and none of its letters are what UTF-8 would write for one.
     *
     * @param notes are told
     */
    CsvFile recognised(List<String> notes) {
        if (!form.charset().equals(StandardCharsets.UTF_8) || FileKind.of(file) != FileKind.TEXT) return this;
        try {
            if (isIn(StandardCharsets.UTF_8) || !isIn(OLDER) || hasLetterOfUtf8()) return this;
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        notes.add(file.getFileName() + " is not in UTF-8; its letters were read as Windows-1252");
        return new CsvFile(file, form.written(OLDER));
    }

    private boolean isIn(Charset charset) throws IOException {
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), charset.newDecoder())) {
            reader.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private boolean hasLetterOfUtf8() throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            int before = 0;
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                boolean begins = (before & 0xE0) == 0xC0;
                if (begins && (next & 0xC0) == 0x80) return true;
                before = next;
            }
            return false;
        }
    }

    /** Of the same file, what begins with the first line whose first value is this text. */
    CsvFile from(String header) {
        Pattern line = Pattern.compile("\uFEFF?\"?" + Pattern.quote(header) + "\"?\\s*([;,\t].*)?");
        try (BufferedReader in = Files.newBufferedReader(file, form.charset())) {
            int above = 0;
            for (String text = in.readLine(); text != null; text = in.readLine(), above++) {
                if (line.matcher(text).matches()) return new CsvFile(file, form.skip(above));
            }
        } catch (CharacterCodingException e) {
            throw notInCharset(e, form.charset());
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        throw new ImportException(file + " has no line that begins with '" + header + "'");
    }

    /** Reads the file line by line. @throws ImportException if it is not CSV with distinct column names */
    void read(CsvLines.Hearer lines, Problems problems) {
        read((in, counted) -> {
            CsvLines.read(in, counted, lines, problems);
            return null;
        });
    }

    /** Reads features: geometry as WKT, a prefix {@code SRID=nnnn;} allowed, in the first column that has such. */
    FeatureFile readFeatures(Optional<CrsName> given, Shape shape, Problems problems) {
        List<Feature> features = new ArrayList<>();
        ReadDocument read = read((in, counted) -> {
            try {
                return CsvFeatures.read(
                        in,
                        counted,
                        ReadLimits.NONE,
                        row -> Feature.of(row, shape, problems).ifPresent(features::add),
                        problems);
            } catch (FormatException e) {
                problems.refuseIfAny(); // they may be why
                throw e;
            }
        });
        return new FeatureFile(
                read.columns(),
                new StatedCrs(file.toString(), read.crs(), given, Optional.of(StatedCrs.Usual.of(false, features))),
                features,
                read.part(),
                read.notes());
    }

    /** Reads the file's bytes. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(InputStream in, CsvForm form) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        FileKind kind = FileKind.of(file);
        if (kind != FileKind.TEXT && kind != FileKind.UTF16) {
            throw new ImportException(file + " is not CSV; it is " + FileKind.described(file));
        }
        Charset charset = Text.utf16(FileKind.start(file)).orElse(form.charset());
        try (InputStream in = Files.newInputStream(file)) {
            return reading.of(in, form.skipLastLines() > 0 ? form.lines(count(charset)) : form);
        } catch (FormatException e) {
            throw new ImportException(e.told(file.toString()), e);
        } catch (CharacterCodingException e) {
            throw notInCharset(e, charset);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private ImportException notInCharset(CharacterCodingException cause, Charset charset) {
        String where = " is not in " + charset;
        if (form.mapped()) {
            String likely = charset.equals(StandardCharsets.UTF_8)
                    ? "; if an older program wrote it, say encoding: windows-1252 in the mapping"
                    : ", as the mapping file says";
            return new ImportException(file + where + likely, cause);
        }
        return new ImportException(
                file + where + "; make a copy that is, for example with: iconv -f WINDOWS-1252 -t UTF-8 " + file
                        + " > utf8.csv",
                cause);
    }

    private long count(Charset charset) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, charset)) {
            return in.lines().count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
