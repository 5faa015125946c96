package se.regstat.importing.download;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import se.regstat.importing.format.ImportException;

/**
 * Calls over HTTP. One is made at a time, and no more in a while than the service allows; where it is busy (429, 502, 503, 504) it is
 * asked again when it says, where the connection is lost a few times more. Redirections are followed, but none from https to http.
 * Proxies are those of Java's system properties. Not thread-safe.
 */
public final class Http implements Caller {

    /** SCB's slowest layers take a quarter of an hour. */
    public static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int TIMES_BUSY = 6;
    private static final int TIMES_LOST = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final Waiting waiting;
    private final Duration patience;
    private final Map<String, CallWindow> windows = new HashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    public Http(Waiting waiting) {
        this(waiting, PATIENCE);
    }

    /** @param patience how long a whole answer may take */
    public Http(Waiting waiting, Duration patience) {
        this.waiting = waiting;
        this.patience = patience;
    }

    @Override
    public void limit(String host, int calls, Duration window) {
        window(host).limit(calls, window);
    }

    @Override
    public Answer answer(Call call) {
        HttpResponse<byte[]> response =
                send(call.address(), () -> call.request().build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body());
    }

    /**
     * What an address says it has, without its content.
     *
     * @param type of the content, as in {@code text/html}; empty if that is not said
     * @param bytes how many; empty if that is not said
     */
    public record Head(int status, String type, OptionalLong bytes) {}

    /** @throws ImportException if the service cannot be reached, stays busy, or takes longer than there is patience */
    public Head head(URI address) {
        HttpResponse<Void> response = send(
                address,
                () -> Call.get(address)
                        .request()
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        return new Head(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValueAsLong("Content-Length"));
    }

    /**
     * The response to a request, which is made anew for every time it is sent.
     *
     * @throws ImportException if the service cannot be reached, stays busy, or takes longer than there is patience
     */
    <T> HttpResponse<T> send(URI address, Supplier<HttpRequest> request, HttpResponse.BodyHandler<T> handler) {
        CallWindow window = window(address.getHost());
        RetryPolicy<HttpResponse<T>> busy = RetryPolicy.<HttpResponse<T>>builder()
                .handleResultIf(Http::isBusy)
                .withMaxAttempts(TIMES_BUSY)
                .onRetry(before -> rest(pause(before.getLastResult(), before.getAttemptCount(), window)))
                .build();
        RetryPolicy<HttpResponse<T>> lost = RetryPolicy.<HttpResponse<T>>builder()
                .handleIf(e -> e instanceof IOException && !isHopeless(e))
                .withMaxAttempts(TIMES_LOST)
                .onRetry(before -> rest(Duration.ofSeconds(1L << before.getAttemptCount())))
                .build();
        Timeout<HttpResponse<T>> timeout =
                Timeout.<HttpResponse<T>>builder(patience).withInterrupt().build();
        HttpResponse<T> response;
        try {
            response = Failsafe.with(busy, lost, timeout).get(() -> {
                window.keepTo();
                return client.send(request.get(), handler);
            });
        } catch (TimeoutExceededException e) {
            throw new ImportException(
                    address + " did not give a whole answer within " + patience.toMinutes()
                            + " minutes; try again later",
                    e);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new ImportException("interrupted", e);
            }
            throw ours(e.getCause()).orElseGet(() -> new ImportException(unreachable(address, e.getCause()), e));
        }
        if (!isBusy(response)) return response;
        throw new ImportException(address + " answered " + response.statusCode() + " "
                + (response.statusCode() == 429 ? "(too many calls)" : "(out of service)") + " " + TIMES_BUSY
                + " times over; try again later");
    }

    private CallWindow window(String host) {
        return windows.computeIfAbsent(host, h -> new CallWindow(waiting));
    }

    private static boolean isBusy(HttpResponse<?> response) {
        return BUSY.contains(response.statusCode());
    }

    /** What is the same the next time. */
    private static boolean isHopeless(Throwable e) {
        return e instanceof SSLException || isUnknownHost(e) || ours(e).isPresent();
    }

    /** What failed on this side of the connection: what came could not be kept. */
    private static Optional<ImportException> ours(Throwable e) {
        if (e == null) return Optional.empty();
        return e instanceof ImportException told ? Optional.of(told) : ours(e.getCause());
    }

    private static boolean isUnknownHost(Throwable e) {
        return e instanceof UnknownHostException
                || e instanceof UnresolvedAddressException
                || (e.getCause() != null && isUnknownHost(e.getCause()));
    }

    private static String unreachable(URI address, Throwable e) {
        String said = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        if (isUnknownHost(e)) {
            return address.getHost()
                    + " cannot be reached: there is no such name (DNS). Is this machine online? A proxy is told by"
                    + " REGSTAT_JAVA_OPTS=\"-Dhttps.proxyHost=… -Dhttps.proxyPort=…\"";
        }
        if (e instanceof SSLException) {
            return address.getHost() + " cannot be trusted, TLS failed: " + said
                    + ". Where a proxy looks into connections, Java must know its certificate:"
                    + " REGSTAT_JAVA_OPTS=-Djavax.net.ssl.trustStore=…";
        }
        return address + " cannot be reached: " + said;
    }

    /** Failsafe counts, and the clock is ours. An interruption is for the next call to hear of. */
    private void rest(Duration duration) {
        try {
            waiting.pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As long as the service says, else twice as long each time, and its window of time where calls were too many. */
    private Duration pause(HttpResponse<?> response, int attempt, CallWindow window) {
        Optional<Duration> told = response.headers().firstValue("Retry-After").flatMap(this::told);
        Duration pause = told.orElse(Duration.ofSeconds(1L << attempt));
        boolean tooMany = told.isEmpty() && response.statusCode() == 429;
        if (tooMany && pause.compareTo(window.length()) < 0) pause = window.length();
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Seconds, or a time (RFC 9110). */
    private Optional<Duration> told(String text) {
        if (text.matches("\\d{1,6}")) return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration pause = Duration.between(waiting.now(), until);
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
