package se.regstat.standalone.render;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import se.regstat.standalone.style.FeatureTypeStyle;
import se.regstat.standalone.style.Rule;
import se.regstat.standalone.style.Style;
import se.regstat.standalone.style.Symbolizer;
import se.regstat.statistics.division.LocalText;

/**
 * Draws a style's legend: a sample and the title of each rule, one below the other.
 *
 * <ul>
 *   <li>Rules that draw nothing but labels, or have neither title nor name beside titled ones, are left out.
 *   <li>What depends on a feature's attributes is drawn as for a feature without any.
 *   <li>Where one language is asked for, titles like "Län / County" are told in that one, and a rule named {@code heading_sv} or
 *       {@code heading_en} only in its own.
 * </ul>
 */
public final class LegendRenderer {

    private static final int GAP = 4;
    private static final int LARGEST_SYMBOL = 64;
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final int sampleWidth;
    private final int sampleHeight;
    private final Font font;
    private final int background;
    private final Optional<Locale> language;

    /**
     * @param sampleWidth pixels
     * @param sampleHeight pixels
     * @param fontSize pixels
     * @param background ARGB; 0 for a transparent legend
     * @param language empty for titles as they stand
     */
    public LegendRenderer(int sampleWidth, int sampleHeight, int fontSize, int background, Optional<Locale> language) {
        this.sampleWidth = sampleWidth;
        this.sampleHeight = sampleHeight;
        this.font = new Font(Font.SANS_SERIF, Font.PLAIN, fontSize);
        this.background = background;
        this.language = language;
    }

    /** Draws the legend without a heading. */
    public BufferedImage draw(
            Style style, int geometryDimension, Optional<Double> scaleDenominator, Optional<String> rule) {
        return draw(style, geometryDimension, scaleDenominator, rule, "");
    }

    /**
     * Draws the legend.
     *
     * @param geometryDimension what the layer holds: 0 points, 1 lines, 2 areas
     * @param scaleDenominator only rules for that scale; empty for all
     * @param rule only the rule of that name; empty for all
     * @param heading above all samples; empty for none
     */
    public BufferedImage draw(
            Style style,
            int geometryDimension,
            Optional<Double> scaleDenominator,
            Optional<String> rule,
            String heading) {
        Rows rows = rows(style, scaleDenominator, rule);
        int top = heading.isEmpty() ? 0 : font.getSize() + 2 * GAP;
        Dimension size = rows.size();
        int width = heading.isEmpty() ? size.width : Math.max(size.width, width(heading));
        Pixels pixels = new Pixels(width, top + size.height, background);
        Graphics2D graphics = Appearance.smooth(pixels.image.createGraphics());
        graphics.setColor(Color.BLACK);
        graphics.setFont(font);
        if (top > 0) graphics.drawString(heading, 0, font.getSize());
        double capital = font.createGlyphVector(CONTEXT, "X").getVisualBounds().getHeight();
        int y = top;
        for (Rule r : rows.rules) {
            int rowHeight = rows.height(r);
            graphics.drawImage(sample(r, geometryDimension, rows.columnWidth, rowHeight), 0, y, null);
            String label = label(r);
            if (!label.isEmpty()) {
                graphics.drawString(label, rows.columnWidth + GAP + (rows.columnWidth > 0 ? 2 : 0), (float)
                        (y + (rowHeight + capital) / 2));
            }
            y += rowHeight + GAP;
        }
        graphics.dispose();
        return pixels.image;
    }

    /** How large the legend is, at any scale and without a heading. Nothing is drawn for it. */
    public Dimension size(Style style) {
        return rows(style, Optional.empty(), Optional.empty()).size();
    }

    private Rows rows(Style style, Optional<Double> scaleDenominator, Optional<String> rule) {
        List<Rule> rules = rules(style, language, scaleDenominator, rule);
        boolean titled = rules.stream().anyMatch(r -> !label(r).isEmpty());
        int sampleSide =
                rules.stream().mapToInt(LegendRenderer::symbolSize).max().orElse(0);
        return new Rows(
                rules,
                Math.max(sampleWidth, sampleSide),
                Math.max(sampleHeight, titled ? font.getSize() + 4 : 1),
                rules.stream().mapToInt(r -> width(label(r))).max().orElse(0));
    }

    private int width(String text) {
        return (int) Math.ceil(font.getStringBounds(text, CONTEXT).getWidth());
    }

    /** @param lowest height of a row */
    private record Rows(List<Rule> rules, int columnWidth, int lowest, int textWidth) {

        /** A large symbol needs a high row, its neighbours do not. */
        int height(Rule rule) {
            return Math.max(lowest, symbolSize(rule));
        }

        Dimension size() {
            int width = columnWidth + (textWidth > 0 ? 2 * GAP + textWidth : 0);
            int height = rules.stream().mapToInt(r -> height(r) + GAP).sum() - GAP;
            return new Dimension(width, rules.isEmpty() ? lowest : height);
        }
    }

    /** What a style's legend says, line by line, at any scale. */
    public static List<String> lines(Style style, Locale language) {
        return rules(style, Optional.of(language), Optional.empty(), Optional.empty()).stream()
                .map(rule -> label(rule, Optional.of(language)))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<Rule> rules(
            Style style, Optional<Locale> language, Optional<Double> scaleDenominator, Optional<String> rule) {
        List<Rule> rules = new ArrayList<>();
        for (FeatureTypeStyle featureTypeStyle : style.featureTypeStyles()) {
            for (Rule candidate : featureTypeStyle.rules()) {
                if (scaleDenominator.isPresent() && !candidate.appliesAt(scaleDenominator.get())) continue;
                if (rule.isPresent() && !rule.get().equals(candidate.name())) continue;
                if (language.isPresent() && candidate.name().equals(otherHeading(language.get()))) continue;
                if (candidate.symbolizers().stream().allMatch(Symbolizer.TextSymbolizer.class::isInstance)) continue;
                rules.add(candidate);
            }
        }
        if (rules.stream().anyMatch(r -> !label(r, language).isEmpty())) {
            rules.removeIf(r -> label(r, language).isEmpty());
        }
        return rules;
    }

    private static String otherHeading(Locale language) {
        return language.getLanguage().equals("sv") ? "heading_en" : "heading_sv";
    }

    private String label(Rule rule) {
        return label(rule, language);
    }

    private static String label(Rule rule, Optional<Locale> language) {
        String title = rule.title().isEmpty() ? rule.name() : rule.title();
        return language.map(LocalText.ofBoth(title)::in).orElse(title);
    }

    private static int symbolSize(Rule rule) {
        return rule.symbolizers().stream()
                .filter(Symbolizer.PointSymbolizer.class::isInstance)
                .mapToInt(s -> (int) Math.ceil(Math.min(
                        LARGEST_SYMBOL, Appearance.size(((Symbolizer.PointSymbolizer) s).graphic(), null, 6) + 2)))
                .max()
                .orElse(0);
    }

    /** The rule drawn with the map's own means on a shape that fills the sample. */
    private BufferedImage sample(Rule rule, int dimension, int width, int height) {
        ReferencedEnvelope paper = new ReferencedEnvelope(0, width, 0, height, DefaultEngineeringCRS.CARTESIAN_2D);
        MapRenderer renderer = new MapRenderer(new MapView(paper, width, height), 0);
        renderer.drawSample(rule, SampleShapes.of(dimension, width, height));
        return renderer.image();
    }
}
