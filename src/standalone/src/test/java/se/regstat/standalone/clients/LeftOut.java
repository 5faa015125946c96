package se.regstat.standalone.clients;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The client tests that were left out and why, said in one line each after the last test. */
final class LeftOut implements AutoCloseable {

    private final Map<String, String> reasons = new TreeMap<>();

    static LeftOut of(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(LeftOut.class)).getOrComputeIfAbsent(LeftOut.class);
    }

    synchronized void note(String test, String reason) {
        reasons.put(test, reason);
    }

    /** Called by JUnit after the last test. */
    @Override
    public synchronized void close() {
        reasons.forEach((test, reason) -> System.out.println("Left out: " + test + ": " + reason));
        System.out.println("Client tests left out: " + reasons.size()
                + (reasons.isEmpty() ? "" : ". On Debian 12 .ci/run installs what they need and runs them"));
    }
}
