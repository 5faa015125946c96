package se.regstat.statistics.request;

import java.util.Locale;
import java.util.stream.Collectors;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/**
 * One parameter of an operation.
 *
 * @param name as processes have it, {@code minimumCoverage}
 * @param required whether one must be given
 * @param title for readers, short
 * @param description for readers: what it does, and what holds where none is given, unless the kind says that
 * @param places where it is asked for
 * @param <T> of its values
 */
public record Parameter<T>(
        String name, Kind<T> kind, boolean required, LocalText title, LocalText description, Places places) {

    /** One that need not be given, and may be at every door. */
    public static <T> Parameter<T> of(String name, Kind<T> kind, LocalText title, LocalText description) {
        return new Parameter<>(name, kind, false, title, description, Places.ALL);
    }

    /** One that need not be given. */
    public static <T> Parameter<T> of(
            String name, Kind<T> kind, LocalText title, LocalText description, Places places) {
        return new Parameter<>(name, kind, false, title, description, places);
    }

    /** The description, and what each value means that may be chosen. */
    public LocalText details() {
        return new LocalText(details(Languages.SWEDISH), details(Locale.ENGLISH));
    }

    private String details(Locale locale) {
        String choices = kind.choices().stream()
                .map(choice -> choice.id() + " (" + choice.words().in(locale) + ")")
                .collect(Collectors.joining(", "));
        return description.in(locale) + (choices.isEmpty() ? "" : ": " + choices);
    }

    /** How it is written at a door. */
    public String at(Door door) {
        return places.name(door).orElseGet(() -> door.name(name));
    }

    /** Whether it is asked for at a door. */
    public boolean isAt(Door door) {
        return places.has(door);
    }

    /** @throws ReaggregationException if a number is out of range */
    public T checked(T value) {
        return kind.checked(name, value);
    }
}
