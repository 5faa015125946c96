package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.standalone.access.AccessLog;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.standalone.plugin.PluginServices;

/** Clients that send or read as slowly as they can keep nobody else out. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientsTest {

    private static final int PLACES = 2;
    private static final int SLOW = 50;

    /** More than what lies between two sockets of one machine. */
    private static final int LARGE = 12 << 20;

    /** More than is kept in memory. */
    private static final int HALF = 500_000;

    private final Semaphore made = new Semaphore(0);
    private final Semaphore brokenOff = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final List<Socket> clients = new ArrayList<>();
    private WebServer server;

    private void start(Duration time) throws IOException {
        start(time, Room.usual());
    }

    private void start(Duration time, Room room) throws IOException {
        server = new WebServer("127.0.0.1", 0);
        server.start(
                new Routes(
                        List.of(new Large()),
                        () -> "regstat",
                        null,
                        new PluginServices(type -> List.of()),
                        null,
                        new BaseUrl(Optional.empty()),
                        1 << 20,
                        time,
                        PLACES,
                        room),
                new AccessLog(new Metrics(), Optional.empty()));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) client.close();
        server.close();
    }

    private Socket client(String request) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        clients.add(client);
        return client;
    }

    private Socket neverEnding() throws IOException {
        return client(
                "POST /geoserver/large HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<");
    }

    private Socket neverReading() throws IOException {
        return client("GET /geoserver/large?bytes=" + LARGE + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private int probe() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server.port() + "/geoserver/large?bytes=10"))
                                .build(),
                        BodyHandlers.ofByteArray())
                .statusCode();
    }

    @Test
    void others_are_answered_while_many_clients_do_not_end_their_bodies() throws Exception {
        start(Duration.ofMinutes(10));
        for (int i = 0; i < SLOW; i++) neverEnding();
        assertThat(probe()).isEqualTo(200);
        Socket one = clients.get(0);
        one.getOutputStream().write(">".repeat(999).getBytes(StandardCharsets.US_ASCII));
        assertThat(head(one)).startsWith("HTTP/1.1 200");
    }

    @Test
    void others_are_answered_while_many_clients_do_not_read_their_answers() throws Exception {
        start(Duration.ofMinutes(10));
        for (int i = 0; i < SLOW; i++) neverReading();
        // All have been made, although nobody has read one, and not more at once than there are places.
        made.acquire(SLOW);
        assertThat(atOnce).hasValueLessThanOrEqualTo(PLACES);
        assertThat(probe()).isEqualTo(200);
        InputStream late = clients.get(SLOW - 1).getInputStream();
        assertThat(late.readNBytes(LARGE)).hasSize(LARGE);
    }

    @Test
    void a_body_that_does_not_end_in_time_is_refused() throws Exception {
        start(Duration.ofSeconds(1));
        assertThat(new String(neverEnding().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 408")
                .contains("request_seconds");
    }

    @Test
    void a_client_that_does_not_read_in_time_is_given_up() throws Exception {
        start(Duration.ofSeconds(1));
        Socket client = neverReading();
        made.acquire();
        // What it was sent lies unread before the end, so that only writing shows that the other side has hung up.
        assertThatThrownBy(() -> {
                    while (true) client.getOutputStream().write(new byte[4096]);
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_client_that_always_reads_a_little_holds_no_place_for_ever() throws Exception {
        start(Duration.ofSeconds(1), new Room(1 << 20, 1L << 30));
        Socket client = client("GET /geoserver/large?bytes=" + Integer.MAX_VALUE + " HTTP/1.1\r\nHost: x\r\n\r\n");
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        Future<?> reading = pace.scheduleAtFixedRate(() -> readALittle(client), 0, 50, TimeUnit.MILLISECONDS);
        brokenOff.acquire();
        reading.cancel(true);
        pace.shutdown();
    }

    private static void readALittle(Socket client) {
        try {
            client.getInputStream().readNBytes(16 * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bodies_that_find_no_room_are_refused_until_others_have_gone() throws Exception {
        Room room = new Room(1 << 20, 1 << 20);
        start(Duration.ofMinutes(10), room);
        room.take(1 << 20);
        assertThat(new String(halfSent().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 503")
                .contains("slow clients");
        room.giveBack(1 << 20);
        Socket next = halfSent();
        until(() -> room.taken() > 0);
        next.close();
        until(() -> room.taken() == 0);
    }

    @Test
    void a_body_gives_its_room_back_even_where_its_request_cannot_be_read() throws Exception {
        Room room = new Room(1 << 20, 1 << 20);
        start(Duration.ofMinutes(10), room);
        Socket client = client(
                "POST /geoserver/large?a=%C3%28 HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: "
                        + HALF + "\r\n\r\n" + "a".repeat(HALF));
        assertThat(head(client)).startsWith("HTTP/1.1 400");
        until(() -> room.taken() == 0);
    }

    private Socket halfSent() throws IOException {
        return client("POST /geoserver/large HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: "
                + 2 * HALF + "\r\n\r\n" + "a".repeat(HALF));
    }

    private static void until(BooleanSupplier so) {
        while (!so.getAsBoolean()) Thread.onSpinWait();
    }

    private static String head(Socket client) throws IOException {
        return new String(client.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
    }

    /** Answers of any size. */
    private final class Large implements OgcService {
        private final AtomicInteger now = new AtomicInteger();

        @Override
        public String name() {
            return "LARGE";
        }

        @Override
        public OgcReply handle(OgcRequest request) {
            int bytes = request.kvp().get("bytes").map(Integer::valueOf).orElse(0);
            return OgcReply.ok("image/png", out -> {
                atOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
                byte[] some = new byte[64 * 1024];
                try {
                    for (int left = bytes; left > 0; left -= some.length) {
                        out.write(some, 0, Math.min(left, some.length));
                    }
                } catch (IOException e) {
                    brokenOff.release();
                    throw e;
                }
                now.decrementAndGet();
                if (bytes == LARGE) made.release();
            });
        }
    }
}
