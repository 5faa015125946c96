package se.regstat.geoserver.info;

import java.io.Reader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.geoserver.ows.KvpRequestReader;
import se.regstat.geoserver.document.Accepted;
import se.regstat.geoserver.document.FormatEndings;
import se.regstat.geoserver.document.InfoRequest;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.text.Languages;

/** Hands an operation all that it was asked with, so that it can refuse what it does not know: a misspelt parameter would go unnoticed, and the numbers be others. */
public final class AddressRequestReader extends KvpRequestReader {

    /** Of any request, {@code authkey} for GeoServers that let users in by a key. */
    private static final Set<String> ANY = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        ANY.addAll(List.of(
                "service",
                "version",
                "request",
                "format",
                "language",
                "spelling",
                "authkey",
                "access_token",
                "namespace",
                "_",
                Accepted.PARAMETER,
                FormatEndings.PATH,
                SentBody.KEY));
    }

    public AddressRequestReader() {
        super(AddressRequest.class);
    }

    @Override
    public Object createRequest() {
        return AddressRequest.of(Map.of(), "");
    }

    /** @throws Refusal if the body came as a form */
    @Override
    public Object read(Object request, Map<String, Object> kvp, Map<String, Object> rawKvp) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        kvp.forEach((name, value) -> {
            if (ANY.contains(name)) return;
            if (isDocument(name)) {
                throw Refusal.badRequest("boundaries: the body came as a form; send it with a type of its own, as"
                                + " Content-Type: application/geo+json, application/gml+xml or text/csv")
                        .of("boundaries");
            }
            parameters.put(name, texts(rawKvp.getOrDefault(name, value)));
        });
        return new AddressRequest(
                parameters,
                text(kvp, "format"),
                InfoRequest.locale(text(kvp, "language"), Languages.SWEDISH),
                text(kvp, "spelling").equals("dialog"),
                kvp.get(SentBody.KEY) instanceof Reader body ? Optional.of(body) : Optional.empty());
    }

    /** Programs such as curl call everything a form unless they are told otherwise. */
    private static boolean isDocument(String name) {
        return name.stripLeading().startsWith("{") || name.stripLeading().startsWith("<") || name.indexOf('\n') >= 0;
    }

    private static String text(Map<String, Object> kvp, String name) {
        return String.valueOf(kvp.getOrDefault(name, "")).strip().toLowerCase(Locale.ROOT);
    }

    /** A parameter that is repeated has several. */
    private static List<String> texts(Object value) {
        if (value instanceof String[] several) return Arrays.asList(several);
        return value == null ? List.of() : List.of(value.toString());
    }
}
