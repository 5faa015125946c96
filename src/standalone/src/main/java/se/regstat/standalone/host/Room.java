package se.regstat.standalone.host;

import java.io.IOException;

/** Room on disk for what waits for slow clients, their bodies and their answers: for all of them together. Thread-safe. */
final class Room {

    private final long each;
    private final long all;
    private long taken;

    /**
     * @param each bytes of one answer that may lie unsent; with more, whoever makes it waits
     * @param all bytes of everything
     */
    Room(long each, long all) {
        this.each = each;
        this.all = all;
    }

    /** What the temporary folder of a usual machine has. */
    static Room usual() {
        return new Room(64L << 20, 2L << 30);
    }

    long each() {
        return each;
    }

    /** @throws Full if so much is not left */
    synchronized void take(long bytes) throws Full {
        if (bytes > all - taken) throw new Full();
        taken += bytes;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    synchronized long taken() {
        return taken;
    }

    /** Too much waits for slow clients already. */
    static final class Full extends IOException {
        private static final long serialVersionUID = 1;

        private Full() {
            super("too much waits for slow clients");
        }
    }
}
