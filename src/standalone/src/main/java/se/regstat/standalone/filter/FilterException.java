package se.regstat.standalone.filter;

/** A filter cannot be understood; the message says what in it is wrong and what would be right. */
public final class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String locator;

    FilterException(String locator, String message) {
        super(message);
        this.locator = locator;
    }

    FilterException(String message) {
        this("filter", message);
    }

    /** What an exception report points at: the property or parameter that is wrong. */
    public String locator() {
        return locator;
    }
}
