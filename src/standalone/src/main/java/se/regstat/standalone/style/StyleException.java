package se.regstat.standalone.style;

/** A style document that cannot be read: what is wrong and in which element. */
public final class StyleException extends Exception {

    public StyleException(String message) {
        super(message);
    }

    public StyleException(String message, Throwable cause) {
        super(message, cause);
    }
}
