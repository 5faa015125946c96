package se.regstat.importing.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.config.YamlMapping;
import se.regstat.statistics.indicator.Status;

/**
 * How a table writes numbers, and what it writes where there is none.
 *
 * @param decimal the decimal sign
 * @param thousands what stands between thousands, beside spaces
 * @param statuses by what is written in the place of a number
 * @param zeros what is written for zero, beside 0
 * @param zerosTold whether the mapping says so, if only that there is no such sign
 */
public record Symbols(
        char decimal,
        Optional<Character> thousands,
        Map<String, Status> statuses,
        Set<String> zeros,
        boolean zerosTold) {

    /** The magnitude is nil, in SCB's tables (the sign of official statistics for it). */
    private static final String NIL = "-";

    /** SCB's signs. */
    private static final Map<Status, List<String>> DEFAULTS =
            Map.of(Status.MISSING, List.of(".."), Status.NOT_APPLICABLE, List.of("."), Status.SUPPRESSED, List.of("x"));

    public Symbols {
        statuses = Map.copyOf(statuses);
        zeros = Set.copyOf(zeros);
    }

    static Symbols read(YamlMapping yaml) {
        Optional<String> thousands = yaml.text("thousands");
        if (thousands.isPresent() && !Set.of(".", ",", "'", "’").contains(thousands.get())) {
            throw yaml.error(
                    "thousands",
                    "'" + thousands.get()
                            + "' should be \".\", \",\" or \"'\"; spaces between thousands are read anyway");
        }
        String decimal = yaml.text("decimal").orElse(thousands.equals(Optional.of(".")) ? "," : ".");
        if (!decimal.equals(".") && !decimal.equals(",")) {
            throw yaml.error("decimal", "'" + decimal + "' should be \".\" or \",\"");
        }
        if (thousands.equals(Optional.of(decimal))) {
            throw yaml.error("thousands", "'" + decimal + "' cannot be the decimal sign too");
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
        Set<String> zeros = new HashSet<>();
        for (String text : yaml.list("zero")) {
            Status other = statuses.get(text.strip());
            if (other != null) throw yaml.error("zero", "'" + text + "' is among those of " + other.id() + " too");
            zeros.add(text.strip());
        }
        return new Symbols(
                decimal.charAt(0),
                thousands.map(text -> text.charAt(0)),
                statuses,
                zeros,
                yaml.keys().contains("zero"));
    }

    /** With PxWeb's own sign for nothing at all, unless the mapping says what it means. */
    Symbols ofPxWeb() {
        return zerosTold || statuses.containsKey(NIL)
                ? this
                : new Symbols(decimal, thousands, statuses, Set.of(NIL), true);
    }

    public boolean isZero(String text) {
        return zeros.contains(text);
    }

    /** The status that a text stands for. An empty cell is a missing value unless the mapping says what it is. */
    public Optional<Status> status(String text) {
        Status status = statuses.get(text);
        return status == null && text.isEmpty() ? Optional.of(Status.MISSING) : Optional.ofNullable(status);
    }

    /** The number a text says, spaces between thousands allowed; NaN if it says none. */
    public double number(String text) {
        if (isZero(text)) return 0;
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
            } else if (isBetweenThousands(c) && !fraction && plain.length() > 0 && (groups == -1 || groups == 3)) {
                if (groups == -1 && !plain.toString().matches("-?\\d{1,3}")) return Double.NaN;
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

    private boolean isBetweenThousands(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F' || thousands.equals(Optional.of(c));
    }
}
