package se.regstat.geoserver;

import org.geotools.process.Process;
import org.geotools.process.ProcessException;

/**
 * What GeoServer's WPS makes of a refusal: it escapes the message for XML twice, whatever the exception, and logs the stack. So
 * the message goes without the characters that are escaped, and the exception without the stack; a failure keeps it.
 */
final class ReportsOfWps {

    private static final String ESCAPED = "'\"<>&";
    private static final String INSTEAD = "’”‹›＆";

    private ReportsOfWps() {}

    static boolean areHere() {
        try {
            Class.forName("org.geoserver.wps.WPSException", false, ReportsOfWps.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** The same process, whose refusals are worded for that. */
    static Process worded(Process process) {
        return (input, monitor) -> {
            try {
                return process.execute(input, monitor);
            } catch (ProcessException e) {
                throw refusal(e);
            }
        };
    }

    /** The same refusal; a failure that has a cause stays as it is. */
    static ProcessException refusal(ProcessException e) {
        return e.getCause() != null || e.getMessage() == null ? e : new Refusal(readable(e.getMessage()));
    }

    static String readable(String message) {
        StringBuilder readable = new StringBuilder(message);
        for (int i = 0; i < readable.length(); i++) {
            int escaped = ESCAPED.indexOf(readable.charAt(i));
            if (escaped >= 0) readable.setCharAt(i, INSTEAD.charAt(escaped));
        }
        return readable.toString();
    }

    private static final class Refusal extends ProcessException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
