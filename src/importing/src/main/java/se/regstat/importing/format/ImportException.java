package se.regstat.importing.format;

import java.util.List;

/**
 * An import was refused and nothing was stored. The message says what and why in one line; where rows of a file are at
 * fault, {@link #reasons()} lists them.
 */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    public ImportException(String message) {
        this(message, List.of());
    }

    public ImportException(String message, Throwable cause) {
        super(message, cause);
        this.reasons = List.of();
    }

    public ImportException(String message, List<String> reasons) {
        super(message);
        this.reasons = List.copyOf(reasons);
    }

    /** The first of the rows refused, each with its place in the file and the reason; empty if no single row is at fault. */
    public List<String> reasons() {
        return reasons;
    }
}
