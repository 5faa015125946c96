package se.regstat.geoserver.text;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.YearRange;

/** Sentences in both languages at once, of parts that may be empty. */
final class Sentences {

    private Sentences() {}

    static LocalText licence(String licence) {
        return licence.isEmpty() || licence.equals(Division.UNKNOWN_LICENCE)
                ? new LocalText("Licens: okänd.", "Licence: unknown.")
                : labelled("Licens: ", "Licence: ", licence);
    }

    static LocalText validity(YearRange years) {
        if (years.from().isEmpty() && years.to().isEmpty()) return LocalText.of("");
        if (years.from().isEmpty()) {
            int to = years.to().getAsInt();
            return new LocalText(
                    "Gäller till och med referensår " + to + ".",
                    "Valid up to and including reference year " + to + ".");
        }
        int from = years.from().getAsInt();
        if (years.to().isEmpty()) {
            return new LocalText(
                    "Gäller från och med referensår " + from + ".", "Valid from reference year " + from + " on.");
        }
        String range = from + "–" + years.to().getAsInt();
        return new LocalText("Gäller referensåren " + range + ".", "Valid for reference years " + range + ".");
    }

    /** As in {@code 2011–2014, 2016}. */
    static String range(List<Integer> years) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < years.size(); ) {
            int first = years.get(i);
            int last = first;
            while (++i < years.size() && years.get(i) == last + 1) last++;
            ranges.add(first == last ? "" + first : first + "–" + last);
        }
        return String.join(", ", ranges);
    }

    static LocalText told(String id, LocalText words) {
        return map(words, w -> id + " = " + w);
    }

    static LocalText words(LocalText before, List<LocalText> words, LocalText after) {
        return new LocalText(
                before.sv() + words.stream().map(LocalText::sv).collect(joining(", ")) + after.sv(),
                before.en() + words.stream().map(LocalText::en).collect(joining(", ")) + after.en());
    }

    static LocalText labelled(String sv, String en, String text) {
        return labelled(new LocalText(sv, en), LocalText.of(text));
    }

    static LocalText labelled(LocalText label, LocalText text) {
        return text.isEmpty() ? text : sentence(both(label, text, (l, t) -> l + t));
    }

    /** With a full stop at the end. */
    static LocalText sentence(LocalText text) {
        return map(text, t -> {
            String plain = t.strip();
            return plain.isEmpty() || plain.matches("(?s).*[.!?]") ? plain : plain + ".";
        });
    }

    static LocalText both(LocalText a, LocalText b, BinaryOperator<String> join) {
        return new LocalText(join.apply(a.sv(), b.sv()), join.apply(a.en(), b.en()));
    }

    static LocalText map(LocalText text, Function<String, String> change) {
        return new LocalText(change.apply(text.sv()), change.apply(text.en()));
    }

    static String first(String... texts) {
        for (String text : texts) {
            if (text != null && !text.isBlank()) return text.strip();
        }
        return "";
    }

    /** The same in both languages. */
    static LocalText word(String text) {
        return LocalText.of(text);
    }

    /** Line ends and control characters would come back from GeoServer's XML files as something else. */
    static String inOneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
