package se.regstat.geotools.style;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A row of colours that readers with a colour vision deficiency can tell apart, by Cynthia Brewer (colorbrewer2.org).
 *
 * @param name such as {@code YlGnBu}
 * @param diverging from one hue over a pale middle to another; else from pale to dark
 * @param colours by number of classes, each {@code #rrggbb} from low to high
 */
public record Palette(String name, boolean diverging, Map<Integer, List<String>> colours) {

    private static final Map<String, Palette> ALL = read();

    /** For values that only rise. */
    public static final Palette SEQUENTIAL = ALL.get("ylgnbu");
    /** For values on two sides of a midpoint. */
    public static final Palette DIVERGING = ALL.get("brbg");
    /** For change, so that its maps are not taken for those of values; neither colour says good or bad. */
    public static final Palette CHANGE = ALL.get("puor");
    /** For symbols of counts. */
    public static final Palette SYMBOLS = ALL.get("blues");
    /** For symbols of counts below zero. */
    public static final Palette NEGATIVE_SYMBOLS = ALL.get("oranges");

    public Palette {
        colours = Collections.unmodifiableMap(new TreeMap<>(colours));
    }

    private static Map<String, Palette> read() {
        Map<String, Palette> palettes = new TreeMap<>();
        try (InputStream in = Palette.class.getResourceAsStream("colorbrewer.txt")) {
            if (in == null) throw new IllegalStateException("resource colorbrewer.txt is not in the jar");
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, Map<Integer, List<String>>> colours = new TreeMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) continue;
                List<String> words = List.of(line.split(" ", -1));
                Map<Integer, List<String>> own = colours.computeIfAbsent(words.get(0), n -> new TreeMap<>());
                own.put(words.size() - 2, words.subList(2, words.size()));
                palettes.put(
                        words.get(0).toLowerCase(Locale.ROOT),
                        new Palette(words.get(0), words.get(1).equals("diverging"), own));
            }
            return palettes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those there are, by name. */
    public static Collection<Palette> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    /** @param name in upper or lower case */
    public static Optional<Palette> named(String name) {
        return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
    }

    static List<String> names(boolean diverging) {
        return ALL.values().stream()
                .filter(palette -> palette.diverging() == diverging)
                .map(Palette::name)
                .toList();
    }

    /** So many colours from low to high. What has no colours of its own in the palette is mixed from its longest row. */
    public List<String> of(int classes) {
        List<String> own = colours.get(classes);
        if (own != null) return own;
        List<String> three = colours.get(3);
        if (classes == 1) return List.of(three.get(1));
        if (classes == 2) return List.of(three.get(0), three.get(2));
        List<String> longest = colours.get(Collections.max(colours.keySet()));
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            double place = (double) i * (longest.size() - 1) / (classes - 1);
            int low = (int) Math.min(place, longest.size() - 2);
            mixed.add(mix(longest.get(low), longest.get(low + 1), place - low));
        }
        return mixed;
    }

    private static String mix(String low, String high, double share) {
        int mixed = 0;
        int a = Integer.parseInt(low.substring(1), 16);
        int b = Integer.parseInt(high.substring(1), 16);
        for (int shift = 16; shift >= 0; shift -= 8) {
            double part = (1 - share) * (a >> shift & 255) + share * (b >> shift & 255);
            mixed = mixed << 8 | (int) Math.round(part);
        }
        return "#%06x".formatted(mixed);
    }

    /**
     * A colour for each class. With a midpoint, classes equally far from it have equally strong colours, also where one side has
     * fewer classes.
     */
    public List<String> of(Classification classes, OptionalDouble midpoint) {
        if (!diverging || midpoint.isEmpty()) return of(classes.size());
        double middle = midpoint.getAsDouble();
        int below =
                (int) classes.limits().stream().filter(limit -> limit <= middle).count();
        boolean central = !classes.limits().contains(middle);
        int above = classes.size() - below - (central ? 1 : 0);
        int side = Math.max(below, above);
        List<String> all = of(2 * side + (central ? 1 : 0));
        return all.subList(side - below, side - below + classes.size());
    }
}
