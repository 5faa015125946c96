package se.regstat.geoserver.ledger;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.util.InternationalString;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.util.GrowableInternationalString;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/** Properties that several kinds of catalog objects have. */
public final class Properties {

    public static final String ENABLED = "enabled";

    private Properties() {}

    public static Property enabled(Supplier<Boolean> current, Consumer<Boolean> set) {
        return new Property(ENABLED, () -> current.get().toString(), "true", () -> set.accept(true));
    }

    /** GeoServer's plain texts, shown to whoever asks for no language. */
    public static Property text(String name, Supplier<String> current, LocalText wanted, Consumer<String> set) {
        return new Property(name, current, wanted.sv(), () -> set.accept(wanted.sv()));
    }

    /**
     * The same text in every language where an administrator changed the plain one: GeoServer has no other to show to who asks
     * for a language.
     *
     * @param plain as {@link #text} has it
     */
    public static Property both(
            Ledger ledger,
            String key,
            Property plain,
            Supplier<InternationalString> current,
            LocalText wanted,
            Consumer<InternationalString> set) {
        boolean theirs = ledger.edited(key, List.of(plain));
        return both(plain.name() + " sv, en", current, theirs ? LocalText.of(plain.value()) : wanted, set);
    }

    private static Property both(
            String name, Supplier<InternationalString> current, LocalText wanted, Consumer<InternationalString> set) {
        return new Property(
                name,
                () -> {
                    InternationalString text = current.get();
                    return text == null ? "" : inBoth(swedish(text), text.toString(Locale.ENGLISH));
                },
                inBoth(wanted.sv(), wanted.en()),
                () -> set.accept(international(wanted)));
    }

    public static InternationalString international(LocalText wanted) {
        GrowableInternationalString text = new GrowableInternationalString();
        text.add(Languages.SWEDISH, wanted.sv());
        text.add(Locale.ENGLISH, wanted.en());
        return text;
    }

    public static String swedish(InternationalString text) {
        return text.toString(Languages.SWEDISH);
    }

    static String inBoth(String sv, String en) {
        return sv + " | " + en;
    }

    public static Property bounds(
            String name,
            Supplier<ReferencedEnvelope> current,
            ReferencedEnvelope wanted,
            Consumer<ReferencedEnvelope> set) {
        return new Property(name, () -> corners(current.get()), corners(wanted), () -> set.accept(wanted));
    }

    static String corners(ReferencedEnvelope bounds) {
        return bounds == null
                ? ""
                : bounds.getMinX() + " " + bounds.getMinY() + " " + bounds.getMaxX() + " " + bounds.getMaxY();
    }

    public static ReferencedEnvelope geographic(ReferencedEnvelope bounds) {
        try {
            return bounds.transform(DefaultGeographicCRS.WGS84, true);
        } catch (TransformException | FactoryException e) {
            throw new IllegalStateException("bounds " + bounds + " cannot be told in WGS 84: " + e.getMessage(), e);
        }
    }
}
