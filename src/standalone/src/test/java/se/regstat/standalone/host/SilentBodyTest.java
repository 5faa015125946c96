package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.standalone.access.AccessLog;
import se.regstat.standalone.plugin.PluginServices;

/** A client that begins a body and falls silent, on a connection that is let go before its time is up. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentBodyTest {

    @Test
    void is_told_in_a_sentence_that_its_body_did_not_come() throws Exception {
        try (WebServer server = new WebServer("127.0.0.1", 0, Duration.ofMillis(300));
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            server.start(
                    new Routes(
                            List.of(),
                            () -> "regstat",
                            null,
                            new PluginServices(type -> List.of()),
                            null,
                            new BaseUrl(Optional.empty()),
                            1 << 20,
                            Duration.ofMinutes(10),
                            2,
                            Room.usual()),
                    new AccessLog(new Metrics(), Optional.empty()));
            client.getOutputStream()
                    .write(
                            "POST /geoserver/wfs HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408")
                    .contains("nothing of the request's body came");
        }
    }
}
