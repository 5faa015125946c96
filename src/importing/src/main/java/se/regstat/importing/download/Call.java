package se.regstat.importing.download;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.ImportException;

/**
 * What is asked of a service.
 *
 * @param json sent by POST; without it, the address is got
 */
public record Call(URI address, Optional<String> json) {

    public static Call get(URI address) {
        return new Call(address, Optional.empty());
    }

    public static Call post(URI address, String json) {
        return new Call(address, Optional.of(json));
    }

    /** An address with parameters, which may have some already. */
    public static URI address(String base, Map<String, String> parameters) {
        return URI.create(base
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", base.contains("?") ? "&" : "?", "")));
    }

    /**
     * Where an answer says that the next part of it is.
     *
     * @param here the address that was asked
     * @throws ImportException if that is no address, or another host's
     */
    public static URI next(URI here, String link) {
        try {
            URI next = here.resolve(link);
            boolean http = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
            if (!link.isBlank() && http && Objects.equals(next.getHost(), here.getHost())) return next;
        } catch (IllegalArgumentException e) {
            throw noNext(here, link, e);
        }
        throw noNext(here, link, null);
    }

    private static ImportException noNext(URI here, String link, IllegalArgumentException cause) {
        return new ImportException(
                here + " says that its next page is at '" + link + "', which is no address of " + here.getHost()
                        + "; nothing was stored",
                cause);
    }

    /** The request, to which headers can be added. */
    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", "regstat");
        if (json.isEmpty()) return request.GET();
        return request.header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.get()));
    }

    /** Different for calls that differ; letters and digits. */
    String key() {
        var digest = Checksum.digest();
        digest.update((address + "\n" + json.orElse("")).getBytes(StandardCharsets.UTF_8));
        return Checksum.text(digest);
    }
}
