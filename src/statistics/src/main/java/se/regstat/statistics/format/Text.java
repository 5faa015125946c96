package se.regstat.statistics.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Text in an encoding that is known, or that it tells itself. */
public final class Text {

    /** Says that a text is in UTF-8 or UTF-16. */
    private static final char MARK = '\uFEFF';

    private static final int LOOKED_AT = 512;

    private Text() {}

    /**
     * The text without its mark. Bytes that are not in its encoding are a {@link java.nio.charset.CharacterCodingException}.
     *
     * @param usual unless it tells another itself
     */
    static PushbackReader reader(InputStream in, Charset usual, int pushedBack) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in);
        Charset charset = utf16(start(bytes, LOOKED_AT)).orElse(usual);
        Reader text = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        PushbackReader reader = new PushbackReader(text, pushedBack);
        int first = reader.read();
        if (first >= 0 && first != MARK) reader.unread(first);
        return reader;
    }

    /** The first bytes, which stay to be read. */
    static byte[] start(BufferedInputStream in, int most) throws IOException {
        in.mark(most);
        byte[] start = in.readNBytes(most);
        in.reset();
        return start;
    }

    /** The encoding of text in UTF-16, by its mark or else by every second byte, which is zero in what most tables say. */
    public static Optional<Charset> utf16(byte[] start) {
        if (start.length < 2) return Optional.empty();
        int first = start[0] & 0xFF;
        int second = start[1] & 0xFF;
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        int[] zeros = {0, 0};
        int pairs = start.length / 2;
        for (int i = 0; i < 2 * pairs; i++) if (start[i] == 0) zeros[i % 2]++;
        if (pairs < 2 || Math.min(zeros[0], zeros[1]) > 0 || Math.max(zeros[0], zeros[1]) <= 0.8 * pairs) {
            return Optional.empty();
        }
        return Optional.of(zeros[0] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }

    /** Whether it is no text, by the characters in its beginning. */
    public static boolean isBinary(byte[] start) {
        for (byte b : start) if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') return true;
        return false;
    }

    /** The first character that is no blank; a blank if there is none. */
    static char firstSign(byte[] start) {
        String text = new String(start, utf16(start).orElse(StandardCharsets.UTF_8));
        String stripped = text.replace(String.valueOf(MARK), "").strip();
        return stripped.isEmpty() ? ' ' : stripped.charAt(0);
    }

    static FormatException notIn(Charset charset, IOException cause) {
        return new FormatException(Optional.empty(), "it is not in " + charset + "; write it in UTF-8", cause);
    }

    /** For messages. */
    static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }

    static char[] ahead(PushbackReader in, int most) throws IOException {
        char[] ahead = new char[most];
        int count = 0;
        for (int read; count < most && (read = in.read(ahead, count, most - count)) >= 0; ) count += read;
        char[] read = Arrays.copyOf(ahead, count);
        in.unread(read);
        return read;
    }
}
