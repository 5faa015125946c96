package se.regstat.importing.download;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps to a number of calls in any window of time. */
final class CallWindow {

    /** What SCB's database allows, for services that do not say. */
    private int calls = 30;

    private Duration length = Duration.ofSeconds(10);
    private final Waiting waiting;
    private final Deque<Instant> made = new ArrayDeque<>();

    CallWindow(Waiting waiting) {
        this.waiting = waiting;
    }

    void limit(int calls, Duration length) {
        this.calls = calls;
        this.length = length;
    }

    Duration length() {
        return length;
    }

    /** Waits until another call may be made. */
    void keepTo() throws InterruptedException {
        while (!made.isEmpty() && !made.peekFirst().plus(length).isAfter(waiting.now())) made.removeFirst();
        if (made.size() >= calls) {
            waiting.pause(Duration.between(waiting.now(), made.removeFirst().plus(length)));
        }
        made.addLast(waiting.now());
    }
}
