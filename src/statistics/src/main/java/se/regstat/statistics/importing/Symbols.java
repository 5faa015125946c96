package se.regstat.statistics.importing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.config.YamlMapping;
import se.regstat.statistics.indicator.Status;

/**
 * How a table writes numbers, and what it writes where there is none.
 *
 * @param decimal the decimal sign
 * @param statuses by what is written in the place of a number
 */
record Symbols(char decimal, Map<String, Status> statuses) {

    /** SCB's signs. */
    private static final Map<Status, List<String>> DEFAULTS =
            Map.of(Status.MISSING, List.of(".."), Status.NOT_APPLICABLE, List.of("."), Status.SUPPRESSED, List.of("x"));

    Symbols {
        statuses = Map.copyOf(statuses);
    }

    static Symbols read(YamlMapping yaml) {
        String decimal = yaml.text("decimal").orElse(".");
        if (!decimal.equals(".") && !decimal.equals(",")) {
            throw yaml.error("decimal", "'" + decimal + "' should be \".\" or \",\"");
        }
        Map<String, Status> statuses = new HashMap<>();
        for (Map.Entry<Status, List<String>> sign : DEFAULTS.entrySet()) {
            String key = sign.getKey().id();
            for (String text : yaml.keys().contains(key) ? yaml.list(key) : sign.getValue()) {
                Status other = statuses.put(text.strip(), sign.getKey());
                if (other != null && other != sign.getKey()) {
                    throw yaml.error(key, "'" + text + "' is among those of " + other.id() + " too");
                }
            }
        }
        return new Symbols(decimal.charAt(0), statuses);
    }

    /** The status that a text stands for. An empty cell is a missing value unless the mapping says what it is. */
    Optional<Status> status(String text) {
        Status status = statuses.get(text);
        return status == null && text.isEmpty() ? Optional.of(Status.MISSING) : Optional.ofNullable(status);
    }

    /** The number a text says, spaces between thousands allowed; NaN if it says none. */
    double number(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int groups = -1;
        boolean fraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                plain.append(c);
                if (groups >= 0) groups++;
            } else if (c == decimal && !fraction && plain.length() > 0) {
                if (groups >= 0 && groups != 3) return Double.NaN;
                groups = -1;
                fraction = true;
                plain.append('.');
            } else if ((c == '-' || c == '\u2212') && plain.length() == 0) {
                plain.append('-');
            } else if (isBlank(c) && !fraction && plain.length() > 0 && (groups == -1 || groups == 3)) {
                groups = 0;
            } else if ((c == 'e' || c == 'E') && groups < 0) {
                return scientific(text);
            } else {
                return Double.NaN;
            }
        }
        if (groups >= 0 && groups != 3) return Double.NaN;
        char last = plain.length() == 0 ? '-' : plain.charAt(plain.length() - 1);
        return last >= '0' && last <= '9' ? Double.parseDouble(plain.toString()) : Double.NaN;
    }

    private double scientific(String text) {
        String plain = decimal == '.' ? text : text.replace(decimal, '.');
        if (!plain.matches("-?\\d+(\\.\\d+)?[eE][+-]?\\d{1,3}")) return Double.NaN;
        double number = Double.parseDouble(plain);
        return Double.isInfinite(number) ? Double.NaN : number;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F';
    }
}
