package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** What a server will say soon. */
public final class AwaitedAnswer {

    /** More than a healthy machine needs, and less than tests may take that stop by themselves. */
    private static final Duration MOST = Duration.ofSeconds(40);

    private AwaitedAnswer() {}

    /** Asks until the answer is right, and gives it; fails after 40 seconds, with the last answer. */
    public static String of(EmbeddedHost host, String path, Predicate<String> right)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                .timeout(MOST)
                .build();
        Instant end = Instant.now().plus(MOST);
        while (true) {
            String last = client.send(request, BodyHandlers.ofString()).body();
            if (right.test(last)) return last;
            assertThat(Instant.now()).as("%s says still: %s", path, last).isBefore(end);
        }
    }
}
