package se.regstat.geoserver.info;

import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation's address was asked with.
 *
 * @param parameters of the operation, as they were sent
 * @param format that the address ends in; empty if it has none
 * @param locale of who asks
 * @param forDialog whether messages are to name parameters as a dialog titles them
 * @param body of a POST, decoded
 */
public record AddressRequest(
        Map<String, List<String>> parameters, String format, Locale locale, boolean forDialog, Optional<Reader> body) {

    public AddressRequest {
        parameters = Map.copyOf(parameters);
    }

    /** A GET. */
    public static AddressRequest of(Map<String, List<String>> parameters, String format) {
        return new AddressRequest(parameters, format, Locale.ENGLISH, false, Optional.empty());
    }
}
