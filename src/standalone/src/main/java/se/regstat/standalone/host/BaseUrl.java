package se.regstat.standalone.host;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clients have to write before {@code /wms}: told by the operator where a proxy stands in front, else taken from each
 * request's Host header. As in GeoServer, the proxy's headers count only where the operator's URL names them, as in
 * {@code ${X-Forwarded-Proto}://${X-Forwarded-Host}/geoserver}.
 */
public final class BaseUrl {

    private static final Pattern HEADER = Pattern.compile("\\$\\{([A-Za-z0-9-]+)\\}");

    private final Optional<String> template;

    /**
     * @param told {@code http://host[:port][/path]}; without a path, {@code /geoserver} is meant
     * @throws IllegalArgumentException if it is no such URL
     */
    public BaseUrl(Optional<String> told) {
        this.template = told.map(BaseUrl::withPath);
        template.map(t -> HEADER.matcher(t).replaceAll("http"))
                .filter(t -> parse(t).isEmpty())
                .ifPresent(t -> {
                    throw new IllegalArgumentException("--base-url '" + told.get()
                            + "' is not an http or https URL; write it as in https://kartor.example.se/geoserver");
                });
    }

    private static String withPath(String url) {
        String trimmed = url.strip().replaceAll("/+$", "");
        return trimmed.matches("[^/]+//[^/]+") ? trimmed + "/geoserver" : trimmed;
    }

    private static Optional<URI> parse(String url) {
        try {
            URI uri = new URI(url);
            boolean usable = uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the operator told it, as where a proxy stands in front. */
    boolean isTold() {
        return template.isPresent();
    }

    /** The URL for one request, without a trailing slash. */
    String of(String hostAndPort, Function<String, Optional<String>> header) {
        return template.flatMap(t -> filledIn(t, header)).orElse("http://" + hostAndPort + "/geoserver");
    }

    private static Optional<String> filledIn(String template, Function<String, Optional<String>> header) {
        Matcher matcher = HEADER.matcher(template);
        StringBuilder url = new StringBuilder();
        while (matcher.find()) {
            Optional<String> value = header.apply(matcher.group(1));
            if (value.isEmpty()) return Optional.empty();
            matcher.appendReplacement(url, Matcher.quoteReplacement(value.get().strip()));
        }
        matcher.appendTail(url);
        return parse(url.toString()).map(URI::toString);
    }
}
