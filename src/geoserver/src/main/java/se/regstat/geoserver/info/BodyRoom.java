package se.regstat.geoserver.info;

import java.util.concurrent.atomic.AtomicLong;
import se.regstat.geoserver.document.Refusal;

/** Memory for bodies: all that are being read or computed with, together. Thread-safe. */
final class BodyRoom {

    private final AtomicLong taken = new AtomicLong();

    /** What one request has of it. Not thread-safe. */
    final class Share implements AutoCloseable {
        private final long most;
        private long own;

        private Share(long most) {
            this.most = most;
        }

        /** @throws Refusal 503 if all together are too large with so many bytes more */
        void take(long bytes) {
            own += bytes;
            if (taken.addAndGet(bytes) <= most) return;
            throw Refusal.unavailable("boundaries: too many bodies are sent at once; try again in a while"
                            + " (regstat.yml, limits: reaggregation: at_once and body_megabytes)")
                    .of("boundaries");
        }

        @Override
        public void close() {
            taken.addAndGet(-own);
            own = 0;
        }
    }

    /** @param most bytes of all together */
    Share share(long most) {
        return new Share(most);
    }
}
