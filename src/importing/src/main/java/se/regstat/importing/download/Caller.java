package se.regstat.importing.download;

import java.time.Duration;

/** Asks services, again where they are busy or the connection is lost. */
public interface Caller {

    /**
     * The answer, whatever its status, but for those that mean that the service is busy: these are waited for.
     *
     * @throws se.regstat.importing.format.ImportException if the service cannot be reached or stays busy; the message says why
     */
    Answer answer(Call call);

    /** No more calls to a host than so many in any window of time, from now on. */
    void limit(String host, int calls, Duration window);
}
