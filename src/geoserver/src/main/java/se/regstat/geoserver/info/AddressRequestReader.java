package se.regstat.geoserver.info;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.geoserver.ows.KvpRequestReader;

/** Hands an operation all that it was asked with, so that it can refuse what it does not know: a misspelt parameter would go unnoticed, and the numbers be others. */
public final class AddressRequestReader extends KvpRequestReader {

    /** Of any request, {@code authkey} for GeoServers that let users in by a key. */
    private static final Set<String> ANY = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        ANY.addAll(List.of(
                "service", "version", "request", "format", "language", "authkey", "access_token", "namespace", "_"));
    }

    public AddressRequestReader() {
        super(AddressRequest.class);
    }

    @Override
    public Object createRequest() {
        return new AddressRequest(Map.of(), "");
    }

    @Override
    public Object read(Object request, Map<String, Object> kvp, Map<String, Object> rawKvp) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        kvp.forEach((name, value) -> {
            if (!ANY.contains(name)) parameters.put(name, texts(rawKvp.getOrDefault(name, value)));
        });
        return new AddressRequest(
                parameters,
                String.valueOf(kvp.getOrDefault("format", "")).strip().toLowerCase(Locale.ROOT));
    }

    /** A parameter that is repeated has several. */
    private static List<String> texts(Object value) {
        if (value instanceof String[] several) return Arrays.asList(several);
        return value == null ? List.of() : List.of(value.toString());
    }
}
