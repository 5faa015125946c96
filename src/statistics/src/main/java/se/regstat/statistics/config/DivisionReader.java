package se.regstat.statistics.config;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;

/** Reads one division of {@code divisions.yml}, and the years of its vintages. */
final class DivisionReader {

    private DivisionReader() {}

    /**
     * Adds what is described of a division to what is known.
     *
     * @param described the mapping from ids to divisions
     */
    static void read(
            String id, YamlMapping described, Map<String, Division> divisions, Map<VintageId, YearRange> validity) {
        YamlMapping yaml = described
                .mapping(id)
                .only(
                        "title",
                        "description",
                        "code",
                        "parents",
                        "owner",
                        "licence",
                        "source",
                        "complete_within",
                        "publish",
                        "scale",
                        "vintages");
        described.checked(id, () -> new VintageId(id, "0000"));
        Division undescribed = Division.undescribed(id);
        divisions.put(
                id,
                new Division(
                        id,
                        yaml.localText("title").isEmpty() ? undescribed.title() : yaml.localText("title"),
                        yaml.localText("description"),
                        yaml.text("code").map(regex -> pattern(yaml, regex)),
                        yaml.list("parents"),
                        yaml.text("owner").orElse(""),
                        yaml.text("licence").orElse(Division.UNKNOWN_LICENCE),
                        yaml.text("source").orElse(""),
                        yaml.text("complete_within"),
                        yaml.flag("publish", true),
                        scale(yaml)));
        YamlMapping vintages = yaml.mapping("vintages");
        for (String year : vintages.keys()) {
            VintageId vintage = vintages.checked(year, () -> new VintageId(id, year));
            YearRange years = vintages.checked(year, () -> years(vintages.mapping(year)));
            validity.forEach((other, range) -> {
                if (other.division().equals(id) && range.overlaps(years)) {
                    throw vintages.error(
                            year,
                            "its years " + years + " overlap those of " + other + ", " + range
                                    + "; vintages of a division follow one another");
                }
            });
            validity.put(vintage, years);
        }
    }

    private static OptionalInt scale(YamlMapping yaml) {
        OptionalInt scale = yaml.number("scale");
        if (scale.isPresent() && scale.getAsInt() <= 0) {
            throw yaml.error("scale", "'" + scale.getAsInt() + "' should be above zero, as the 10000 of 1:10 000");
        }
        return scale;
    }

    private static YearRange years(YamlMapping yaml) {
        yaml.only("valid_from", "valid_to");
        OptionalInt from = yaml.number("valid_from");
        OptionalInt to = yaml.number("valid_to");
        return new YearRange(from, to);
    }

    private static Pattern pattern(YamlMapping yaml, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw yaml.error("code", "'" + regex + "' is not a regular expression: " + e.getDescription());
        }
    }
}
