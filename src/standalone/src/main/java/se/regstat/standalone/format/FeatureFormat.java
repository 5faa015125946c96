package se.regstat.standalone.format;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A way to write features. Thread-safe.
 *
 * <ul>
 *   <li>Features are read and written one by one: memory does not grow with their number.
 *   <li>Where reading fails midway the failure is thrown and the document is left unfinished, so that no reader takes it for a
 *       whole one.
 *   <li>The stream is flushed, not closed.
 * </ul>
 */
public interface FeatureFormat {

    String contentType();

    void write(Answer answer, OutputStream out) throws IOException;
}
