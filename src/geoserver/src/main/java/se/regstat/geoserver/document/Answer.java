package se.regstat.geoserver.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A document as one request gets it.
 *
 * @param status of HTTP
 * @param headers but for those of type and disposition
 * @param length of the body, also where it is not sent; empty if not known
 * @param body what of the document is sent
 */
record Answer(InfoDocument document, int status, Map<String, String> headers, OptionalLong length, Part body) {

    /** What of a document is sent. */
    sealed interface Part permits Whole, Nothing, Range {}

    record Whole() implements Part {}

    /** To a HEAD request. */
    record Nothing() implements Part {}

    /** @param count bytes */
    record Range(long from, long count) implements Part {}

    Answer {
        headers = Map.copyOf(headers);
    }

    void writeTo(OutputStream out) throws IOException {
        if (body instanceof Whole) {
            document.content().writeTo(out);
        } else if (body instanceof Range range && document.content() instanceof OpenFile file) {
            file.writeTo(out, range.from(), range.count());
        }
    }
}
