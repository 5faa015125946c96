package se.regstat.geoserver.info;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;

/** Has documents that are made in memory made a few at a time: containers answer hundreds of requests at once. */
final class Turns {

    private final Semaphore line;
    private final Semaphore places;
    private final int atOnce;
    private final Duration patience;

    /**
     * @param waiting so many beside, each of which holds a thread of the container's
     * @param patience how long one waits for its turn
     */
    Turns(int atOnce, int waiting, Duration patience) {
        this.line = new Semaphore(atOnce + waiting);
        this.places = new Semaphore(atOnce, true);
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /** @throws Refusal 503 if too many wait already, or its turn does not come in time */
    InfoDocument make(Supplier<InfoDocument> document) {
        if (!line.tryAcquire()) throw busy();
        try {
            return atItsTurn(document);
        } finally {
            line.release();
        }
    }

    private InfoDocument atItsTurn(Supplier<InfoDocument> document) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return document.get();
        } finally {
            places.release();
        }
    }

    private Refusal busy() {
        return Refusal.unavailable("too many documents are asked for at once, and " + atOnce
                + " are made at a time; try again in a while");
    }
}
