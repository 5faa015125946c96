package se.regstat.statistics.config;

/** A configuration file cannot be used; the message names the file, the line, the key and what would be right. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
