package se.regstat.standalone.host;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A host for all tests of a class, in a static field with {@code @RegisterExtension}: started before them, stopped after them and let go
 * with all that it holds in memory, since classes of tests live until the last one is done.
 */
public final class TestHost implements BeforeAllCallback, AfterAllCallback {

    private final Start start;
    private EmbeddedHost running;

    /** Starts the host; the class's folders are there. */
    @FunctionalInterface
    public interface Start {
        EmbeddedHost start() throws Exception;
    }

    public TestHost(Start start) {
        this.start = start;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        running = start.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (running != null) running.close();
        running = null;
    }

    public EmbeddedHost now() {
        return running;
    }

    public String baseUrl() {
        return running.baseUrl();
    }
}
