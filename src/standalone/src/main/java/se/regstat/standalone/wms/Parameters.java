package se.regstat.standalone.wms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.standalone.http.Kvp;

/** A request's parameters, read with messages a person can act on. */
final class Parameters {

    private final Kvp kvp;

    Parameters(Kvp kvp) {
        this.kvp = kvp;
    }

    boolean has(String name) {
        return kvp.has(name);
    }

    Optional<String> optional(String name) {
        return kvp.get(name).map(String::strip);
    }

    String required(String name, String what) throws WmsException {
        return optional(name).orElseThrow(() -> WmsException.missing(name, what));
    }

    /** A comma-separated list; empty members stay. */
    List<String> list(String name) {
        return optional(name)
                .map(v -> Arrays.stream(v.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    int whole(String name, String value, int min, int max) throws WmsException {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw WmsException.invalid(
                name, name + "=" + shortened(value) + " is not a whole number from " + min + " to " + max);
    }

    int whole(String name, int otherwise, int min, int max) throws WmsException {
        Optional<String> value = optional(name);
        return value.isPresent() ? whole(name, value.get(), min, max) : otherwise;
    }

    double positive(String name) throws WmsException {
        String value = required(name, "a number");
        try {
            double number = Double.parseDouble(value);
            if (number > 0 && Double.isFinite(number)) return number;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw WmsException.invalid(name, name + "=" + shortened(value) + " is not a number above zero");
    }

    double[] bbox() throws WmsException {
        String text = required("BBOX", "four numbers, such as BBOX=300000,6300000,400000,6400000");
        String[] parts = text.split(",", -1);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                numbers[i] = Double.NaN;
            }
        }
        if (parts.length != 4 || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw WmsException.invalid("bbox", "BBOX=" + shortened(text) + " is not four numbers");
        }
        if (numbers[0] >= numbers[2] || numbers[1] >= numbers[3]) {
            throw WmsException.invalid(
                    "bbox",
                    "BBOX=" + shortened(text) + " has no extent: its order is minimum, minimum, maximum, maximum");
        }
        return numbers;
    }

    static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
