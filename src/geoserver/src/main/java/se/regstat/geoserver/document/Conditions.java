package se.regstat.geoserver.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request's conditions and ranges make of a document (RFC 9110, 13 and 14). A range of several parts is answered with the
 * whole, as the standard lets servers do: no client of ours asks for such, and one that does has all of it so.
 *
 * <p>GeoServer and its hosts pack texts for whoever accepts {@code gzip}. What may be packed on its way has a weak tag, as its bytes are others,
 * and no ranges, as those would be of other bytes.
 */
final class Conditions {

    static final int OK = 200;
    static final int PARTIAL = 206;
    static final int NOT_MODIFIED = 304;

    /** The media types that GeoServer packs, by its {@code web.xml}, and the others of text, which hosts may pack. */
    private static final Pattern PACKED =
            Pattern.compile("text/.*|.*xml.*|application/(.*\\+)?json|application/javascript");

    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern RANGE =
            Pattern.compile("bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)", Pattern.CASE_INSENSITIVE);

    /** RFC 9110, 5.6.7, with two digits of the day, which Java's own leaves out. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InfoDocument document;
    private final String method;
    private final Function<String, Optional<String>> header;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Conditions(InfoDocument document, String method, Function<String, Optional<String>> header) {
        this.document = document;
        this.method = method;
        this.header = header;
    }

    /**
     * @param method of HTTP
     * @param header the request's, by name; empty if there is none
     * @throws Refusal 412 if a condition does not hold, 416 if the range is outside the document
     */
    static Answer answer(InfoDocument document, String method, Function<String, Optional<String>> header) {
        return new Conditions(document, method, header).answer();
    }

    private Answer answer() {
        vary();
        document.location().ifPresent(location -> headers.put("Content-Location", location));
        headers.put("Cache-Control", document.freshness().isPresent() ? "no-cache" : "no-store");
        boolean head = method.equals("HEAD");
        if (document.freshness().isPresent() && (head || method.equals("GET"))) {
            Freshness freshness = document.freshness().get();
            headers.put("ETag", (mayBePacked() ? "W/" : "") + '"' + freshness.tag() + '"');
            freshness.modified().ifPresent(when -> headers.put("Last-Modified", DATE.format(when)));
            refuseUnlessMatching(freshness);
            if (isKnown(freshness))
                return new Answer(document, NOT_MODIFIED, headers, OptionalLong.empty(), new Answer.Nothing());
            if (document.content() instanceof OpenFile file && !mayBePacked()) {
                headers.put("Accept-Ranges", "bytes");
                Optional<Answer.Range> range = head ? Optional.empty() : range(file.length(), freshness);
                if (range.isPresent()) return part(range.get(), file.length());
            }
        }
        OptionalLong length = document.content() instanceof InfoDocument.Sized sized
                ? OptionalLong.of(sized.length())
                : OptionalLong.empty();
        return new Answer(
                document, document.status(), headers, length, head ? new Answer.Nothing() : new Answer.Whole());
    }

    private void vary() {
        List<String> vary = new ArrayList<>();
        if (document.location().isPresent()) vary.add("Accept");
        if (isPackable()) vary.add("Accept-Encoding");
        if (!vary.isEmpty()) headers.put("Vary", String.join(", ", vary));
    }

    private boolean isPackable() {
        return PACKED.matcher(document.type()).matches();
    }

    private boolean mayBePacked() {
        return isPackable() && header.apply("Accept-Encoding").orElse("").contains("gzip");
    }

    private void refuseUnlessMatching(Freshness freshness) {
        Optional<String> wanted = header.apply("If-Match");
        boolean fails = wanted.isPresent()
                ? !names(wanted.get(), freshness.tag(), true)
                : date("If-Unmodified-Since")
                        .filter(since -> isLater(freshness, since))
                        .isPresent();
        if (fails)
            throw Refusal.preconditionFailed("the document is not the one you have; ask for it without a condition");
    }

    /**
     * Whether the client has it already, by its tag alone: what a document tells changes with texts that administrators edit and
     * with what the asker may see, which its date says nothing of.
     */
    private boolean isKnown(Freshness freshness) {
        return header.apply("If-None-Match")
                .filter(known -> names(known, freshness.tag(), false))
                .isPresent();
    }

    /** Whether a list of tags has this one; weak ones do not count where it must be {@code strong}. */
    private static boolean names(String tags, String tag, boolean strong) {
        if (tags.strip().equals("*")) return true;
        Matcher each = TAG.matcher(tags);
        while (each.find()) {
            if (each.group(2).equals(tag) && !(strong && each.group(1) != null)) return true;
        }
        return false;
    }

    /** A date that cannot be read is none. */
    private Optional<Instant> date(String name) {
        try {
            return header.apply(name)
                    .map(text -> ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isLater(Freshness freshness, Instant since) {
        return freshness
                .modified()
                .filter(when -> when.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .isPresent();
    }

    /** Empty if all of it is wanted, or what is wanted cannot be understood. */
    private Optional<Answer.Range> range(long length, Freshness freshness) {
        Optional<Matcher> asked =
                header.apply("Range").map(text -> RANGE.matcher(text.strip())).filter(Matcher::matches);
        if (asked.isEmpty() || !isOfThis(freshness)) return Optional.empty();
        try {
            String first = asked.get().group(1);
            String last = asked.get().group(2);
            if (first.isEmpty() && last.isEmpty()) return Optional.empty();
            long from = first.isEmpty() ? Math.max(0, length - Long.parseLong(last)) : Long.parseLong(first);
            long to = first.isEmpty() || last.isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(last));
            if (!first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < from) return Optional.empty();
            if (from >= length) throw Refusal.rangeNotSatisfiable(length);
            return Optional.of(new Answer.Range(from, to - from + 1));
        } catch (NumberFormatException e) {
            return Optional.empty(); // beyond what numbers can be
        }
    }

    /** Whether a range is of this document, and not of one that the client has had a part of before. */
    private boolean isOfThis(Freshness freshness) {
        Optional<String> of = header.apply("If-Range").map(String::strip);
        if (of.isEmpty()) return true;
        if (of.get().contains("\"")) return names(of.get(), freshness.tag(), true);
        return of.get().equals(headers.get("Last-Modified"));
    }

    private Answer part(Answer.Range range, long length) {
        long last = range.from() + range.count() - 1;
        headers.put("Content-Range", "bytes " + range.from() + "-" + last + "/" + length);
        return new Answer(document, PARTIAL, headers, OptionalLong.of(range.count()), range);
    }
}
