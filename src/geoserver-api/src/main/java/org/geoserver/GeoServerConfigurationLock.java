package org.geoserver;

import java.util.concurrent.locks.ReentrantLock;

/** Held by who edits the configuration: REST and the web interface hold it for each request. */
public class GeoServerConfigurationLock {

    /** What it is held for. */
    public enum LockType {
        READ,
        WRITE
    }

    private final ReentrantLock lock = new ReentrantLock();

    public void lock(LockType type) {
        lock.lock();
    }

    /** Of what this thread holds. */
    public void unlock() {
        lock.unlock();
    }
}
