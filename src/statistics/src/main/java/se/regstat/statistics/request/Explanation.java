package se.regstat.statistics.request;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/**
 * What stands beside a figure, so that it is understood: whole sentences.
 *
 * @param definition what it is
 * @param reading how to read it
 * @param caution what not to conclude
 */
public record Explanation(LocalText definition, LocalText reading, LocalText caution) {

    /** All of it. */
    public LocalText whole() {
        return new LocalText(in(Languages.SWEDISH), in(Locale.ENGLISH));
    }

    private String in(Locale locale) {
        return definition.in(locale) + " " + reading.in(locale) + " " + caution.in(locale);
    }
}
