package se.regstat.importing.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;

/** The codes of a vintage in the store: which area a table's code is. */
public final class AreaCodes {

    private static final Pattern SUFFIXED = Pattern.compile("(.+)_([A-Za-z]+)(\\d{4})");

    private final Vintage vintage;
    private final Division division;
    private final List<String> codes;
    private final Map<String, Integer> numbers = new HashMap<>();

    private AreaCodes(Vintage vintage, Division division, List<String> codes) {
        this.vintage = vintage;
        this.division = division;
        this.codes = codes;
        for (int i = 0; i < codes.size(); i++) numbers.put(codes.get(i), i);
    }

    /** @throws ImportException if the vintage is not in the store */
    public static AreaCodes of(VintageId id, Division division, Store store) {
        Vintage vintage = store.vintage(id)
                .orElseThrow(() -> new ImportException(
                        "there is no " + id + " in the store" + held(store) + "; import that division first"));
        return new AreaCodes(
                vintage,
                division,
                store.areas(id).stream().map(Area::code).sorted().toList());
    }

    /** For messages: which vintages the store has. */
    public static String held(Store store) {
        List<Vintage> vintages = store.vintages();
        return vintages.isEmpty()
                ? ", which is empty"
                : "; it has: " + vintages.stream().map(v -> v.id().toString()).collect(Collectors.joining(", "));
    }

    public Vintage vintage() {
        return vintage;
    }

    public VintageId id() {
        return vintage.id();
    }

    /** Ascending. */
    public List<String> codes() {
        return codes;
    }

    /** The number of an area among {@link #codes}, or -1. */
    public int number(String code) {
        return numbers.getOrDefault(code, -1);
    }

    public boolean isWellFormed(String code) {
        return division.acceptsCode(code);
    }

    /** What is wrong with a code that is not well-formed. */
    public String malformed(String code) {
        return malformed(division, code);
    }

    /** What is wrong with a code that is not of the form of its division. */
    public static String malformed(Division division, String code) {
        String hint = division.acceptsCode("0" + code) ? "; it seems to have lost its leading zero" : "";
        return "code '" + code + "' is not of the form of " + division.id() + ", "
                + division.codePattern().map(Object::toString).orElse("") + hint;
    }

    /** A code with the zero that it begins with, which numbers in workbooks lose, where it is of the division's form only so. */
    public static String whole(Division division, String code) {
        boolean shortened = code.matches("\\d+") && !division.acceptsCode(code) && division.acceptsCode("0" + code);
        return shortened ? "0" + code : code;
    }

    /** The version that SCB's suffix of a code names, as in {@code 0180C4040_DeSO2025}; empty if it has none of this division. */
    public static Optional<VintageId> suffix(String code, String division) {
        Matcher matcher = SUFFIXED.matcher(code);
        return matcher.matches() && matcher.group(2).equalsIgnoreCase(division)
                ? Optional.of(new VintageId(division, matcher.group(3)))
                : Optional.empty();
    }

    /** A code without the suffix that {@link #suffix} found. */
    public static String plain(String code) {
        return code.substring(0, code.lastIndexOf('_'));
    }
}
