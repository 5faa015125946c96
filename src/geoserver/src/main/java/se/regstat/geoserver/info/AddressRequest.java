package se.regstat.geoserver.info;

import java.util.List;
import java.util.Map;

/**
 * What an operation's address was asked with.
 *
 * @param parameters of the operation, as they were sent
 * @param format that the address ends in; empty if it has none
 */
public record AddressRequest(Map<String, List<String>> parameters, String format) {

    public AddressRequest {
        parameters = Map.copyOf(parameters);
    }
}
