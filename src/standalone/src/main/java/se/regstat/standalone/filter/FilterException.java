package se.regstat.standalone.filter;

/** A filter cannot be understood; the message says what in it is wrong and what would be right. */
public final class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String locator;
    private final boolean senseless;

    FilterException(String locator, String message) {
        this(locator, message, false);
    }

    private FilterException(String locator, String message, boolean senseless) {
        super(message);
        this.locator = locator;
        this.senseless = senseless;
    }

    /** For what is written as it should be and still cannot be carried out. */
    static FilterException senseless(String operator, String message) {
        return new FilterException(operator, message, true);
    }

    FilterException(String message) {
        this("filter", message);
    }

    /** What an exception report points at: the property or parameter that is wrong. */
    public String locator() {
        return locator;
    }

    /** Whether all is written as it should be, and the operation itself cannot be carried out. */
    public boolean isSenseless() {
        return senseless;
    }
}
