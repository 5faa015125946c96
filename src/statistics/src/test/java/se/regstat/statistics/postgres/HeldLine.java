package se.regstat.statistics.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import se.regstat.statistics.store.StoreUrl;

/**
 * A line to a {@link PostgresServer} that can be held: then the database hangs, as seen from its other end. It takes connections and what is
 * sent, and answers nothing, nor does it say that it will not.
 */
public final class HeldLine implements AutoCloseable {

    private final ServerSocket ear;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private HeldLine(ServerSocket ear, int server) {
        this.ear = ear;
        this.server = server;
    }

    public static HeldLine to(PostgresServer server) throws IOException {
        HeldLine line = new HeldLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server.port());
        line.begin(line::listen);
        return line;
    }

    /**
     * A store's address that leads over this line.
     *
     * @param silence after how many seconds a reader takes it for dead; see the driver's {@code socketTimeout}
     */
    public StoreUrl.PostgreSql as(String role, String database, int silence) {
        return new StoreUrl.PostgreSql(
                "127.0.0.1:" + ear.getLocalPort(),
                database,
                new TreeMap<>(Map.of("user", role, "socketTimeout", Integer.toString(silence))));
    }

    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** What was sent meanwhile arrives. */
    public void letGo() {
        gate.countDown();
    }

    private interface Part {
        void run() throws IOException, InterruptedException;
    }

    private void begin(Part part) {
        Thread thread = new Thread(() -> {
            try {
                part.run();
            } catch (IOException e) {
                // One of the ends hung up.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() throws IOException {
        while (true) {
            Socket from = ear.accept();
            open.add(from);
            begin(() -> {
                gate.await();
                Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(to);
                begin(() -> carry(from, to));
                carry(to, from);
            });
        }
    }

    private void carry(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[1 << 13];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                gate.await();
                out.write(bytes, 0, read);
            }
        }
    }

    @Override
    public void close() {
        try (ear) {
            for (Socket socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
