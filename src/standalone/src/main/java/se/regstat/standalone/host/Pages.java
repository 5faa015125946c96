package se.regstat.standalone.host;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.catalog.HostLayers;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.render.LegendRenderer;
import se.regstat.standalone.style.Style;
import se.regstat.standalone.style.StyleException;
import se.regstat.standalone.style.StyleReader;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** What the host shows to people: the landing page, a map of each layer, and the files these two need. Nothing comes from elsewhere. */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final Map<String, String> FILES = Map.of(
            "ol.js", "/META-INF/resources/webjars/ol/10.7.0/dist/ol.js",
            "ol.css", "/META-INF/resources/webjars/ol/10.7.0/ol.css",
            "pages.css", "www/pages.css",
            "landing.js", "www/landing.js",
            "preview.js", "www/preview.js");
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript;charset=UTF-8", "css", "text/css;charset=UTF-8");
    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Cache-Control",
            "no-cache",
            "Vary",
            "Accept-Language",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'");
    private static final int THUMBNAIL = 160;

    private final HostLayers layers;
    private final Supplier<Snapshot> snapshot;
    private final Supplier<Publishing> publishing;
    private final IndicatorRows indicators;
    private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);

    Pages(HostLayers layers, Supplier<Snapshot> snapshot, Supplier<Publishing> publishing, IndicatorRows indicators) {
        this.layers = layers;
        this.snapshot = snapshot;
        this.publishing = publishing;
        this.indicators = indicators;
        templates.setClassForTemplateLoading(Pages.class, "pages");
        templates.setDefaultEncoding("UTF-8");
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
    }

    /** The page or file at a path; empty if there is none. */
    Optional<OgcReply> find(String path, Kvp kvp, String baseUrl, Locale locale) throws IOException {
        if (path.equals("/geoserver/")) return Optional.of(landing(baseUrl, locale));
        if (path.equals("/geoserver/preview"))
            return Optional.of(preview(kvp.get("layer").orElse(""), baseUrl, locale));
        if (path.startsWith("/geoserver/www/")) return file(path.substring("/geoserver/www/".length()));
        return Optional.empty();
    }

    private OgcReply landing(String baseUrl, Locale locale) throws IOException {
        Snapshot now = snapshot.get();
        Map<String, Object> model = new HashMap<>();
        List<IndicatorRows.Row> indicatorRows = indicators.rows(layers, baseUrl, locale);
        Set<String> ofIndicators = indicatorRows.stream()
                .flatMap(r -> r.divisions().stream())
                .map(IndicatorRows.DivisionLayer::layer)
                .collect(Collectors.toSet());
        List<Row> maps = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        List<Row> tables = new ArrayList<>();
        for (HostLayers.Layer layer : layers.layers()) {
            if (ofIndicators.contains(layer.prefixedName())) continue;
            Optional<Row> row = row(layer, now, baseUrl, locale);
            row.ifPresent(r -> (!r.drawable() ? tables : r.vintage().isEmpty() ? others : maps).add(r));
        }
        model.put("demo", now.demo());
        Publishing published = publishing.get();
        model.put("title", published.title().in(locale));
        model.put("description", published.description().in(locale));
        model.put("organisation", published.organisation().name().in(locale));
        model.put("indicators", indicatorRows);
        model.put("maps", maps);
        model.put("others", others);
        model.put("tables", tables);
        model.put(
                "groups",
                layers.groups().stream()
                        .map(g -> Map.of(
                                "title", g.title(locale),
                                "name", g.prefixedName(),
                                "map", "preview?layer=" + encode(g.name())))
                        .toList());
        model.put("qgis_plugin", baseUrl + "/regstat-info/map/regstat-qgis.zip");
        model.put("wms", baseUrl + "/wms?service=WMS&version=1.3.0&request=GetCapabilities");
        model.put("wfs", baseUrl + "/wfs?service=WFS&version=2.0.0&request=GetCapabilities");
        model.put("wps", baseUrl + "/wps?service=WPS&version=1.0.0&request=GetCapabilities");
        model.put(
                "reaggregate",
                IndicatorRows.reaggregation(indicatorRows, now, baseUrl).orElse(""));
        return page("landing.ftlh", model, locale);
    }

    /** What the landing page says of a layer. */
    public record Row(
            String name,
            String title,
            String description,
            String count,
            String vintage,
            String validity,
            String licence,
            boolean licenceKnown,
            String source,
            String imported,
            boolean drawable,
            String thumbnail,
            String map,
            String geojson,
            String csv) {}

    /** Empty for a layer whose vintage has just been removed from the store: the catalog follows in a moment. */
    private static Optional<Row> row(HostLayers.Layer layer, Snapshot now, String baseUrl, Locale locale) {
        Optional<VintageAreas> areas = now.vintages().stream()
                .filter(v -> v.vintage().id().layerName().equals(layer.name()))
                .findFirst();
        Optional<Vintage> vintage = areas.map(VintageAreas::vintage);
        int count;
        try {
            count = areas.isPresent()
                    ? areas.get().areas().size()
                    : layer.source().getCount(new Query(layer.name()));
        } catch (IOException e) {
            LOG.debug("{} is in the catalog and not in the store", layer.prefixedName(), e);
            return Optional.empty();
        }
        String features =
                baseUrl + "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=" + encode(layer.prefixedName());
        String licence = vintage.map(Vintage::licence).orElse("");
        return Optional.of(new Row(
                layer.prefixedName(),
                layer.title(locale),
                layer.description(locale),
                NumberFormat.getIntegerInstance(locale).format(Math.max(0, count)),
                vintage.map(v -> v.id().year()).orElse(""),
                vintage.map(v -> years(v.valid(), locale)).orElse(""),
                licence,
                !licence.isBlank() && !licence.equals(Division.UNKNOWN_LICENCE),
                vintage.map(Vintage::source).orElse(""),
                vintage.map(v -> LocalDate.ofInstant(v.imported(), ZoneId.systemDefault())
                                .toString())
                        .orElse(""),
                layer.defaultStyle().isPresent() && layer.nativeBounds().isPresent(),
                layer.nativeBounds()
                        .filter(b -> !b.isNull() && b.getWidth() > 0)
                        .map(b -> thumbnail(layer, b))
                        .orElse(""),
                "preview?layer=" + encode(layer.name()) + "&language=" + locale.getLanguage(),
                features + "&outputFormat=" + encode("application/json"),
                CsvLink.of(features, layer)));
    }

    /** A path relative to the landing page, so that it works behind any proxy. */
    private static String thumbnail(HostLayers.Layer layer, ReferencedEnvelope bounds) {
        double metresPerPixel = Math.max(bounds.getWidth(), bounds.getHeight()) * 1.04 / THUMBNAIL;
        double half = metresPerPixel * THUMBNAIL / 2;
        double x = bounds.getMedian(0);
        double y = bounds.getMedian(1);
        return "wms?service=WMS&version=1.1.1&request=GetMap&layers=" + encode(layer.prefixedName())
                + "&styles=&srs=" + encode(layer.srs().get(0))
                + String.format(Locale.ROOT, "&bbox=%.0f,%.0f,%.0f,%.0f", x - half, y - half, x + half, y + half)
                + "&width=" + THUMBNAIL + "&height=" + THUMBNAIL + "&format=" + encode("image/png")
                + "&transparent=true";
    }

    private static String years(YearRange valid, Locale locale) {
        ResourceBundle texts = texts(locale);
        if (valid.from().isEmpty() && valid.to().isEmpty()) return texts.getString("always");
        if (valid.from().isEmpty())
            return texts.getString("until") + " " + valid.to().getAsInt();
        if (valid.to().isEmpty())
            return texts.getString("from") + " " + valid.from().getAsInt();
        return valid.from().getAsInt() + "–" + valid.to().getAsInt();
    }

    private OgcReply preview(String name, String baseUrl, Locale locale) throws IOException {
        Optional<HostLayers.Layer> layer = layers.layer(name);
        Optional<HostLayers.Group> group = layer.isPresent() ? Optional.empty() : layers.group(name);
        if (layer.isEmpty() && group.isEmpty()) return nothing("no_layer", name, locale);
        Optional<ReferencedEnvelope> bounds = layer.flatMap(l -> indicators.extent(l.name()))
                .or(() -> layer.flatMap(HostLayers.Layer::nativeBounds))
                .or(() -> group.flatMap(HostLayers.Group::nativeBounds));
        if (bounds.isEmpty() || bounds.get().isNull()) return nothing("no_map", name, locale);
        List<HostLayers.Layer> shown = layer.map(List::of)
                .or(() -> group.map(HostLayers.Group::layers))
                .orElseThrow();
        Map<String, Object> model = new HashMap<>();
        boolean demo = snapshot.get().demo();
        model.put("demo", demo);
        model.put(
                "name",
                layer.map(HostLayers.Layer::prefixedName)
                        .or(() -> group.map(HostLayers.Group::prefixedName))
                        .orElseThrow());
        model.put(
                "title",
                layer.map(l -> l.title(locale))
                        .or(() -> group.map(g -> g.title(locale)))
                        .orElseThrow());
        model.put("baseUrl", baseUrl);
        List<Map<String, String>> legends = new ArrayList<>();
        for (HostLayers.Layer each : shown) {
            String says = each.defaultStyle().isEmpty()
                    ? each.title(locale)
                    : style(each.defaultStyle().get(), locale).legend();
            legends.add(0, Map.of("layer", each.prefixedName(), "says", says));
        }
        model.put("legends", legends);
        List<StyleRow> styles = new ArrayList<>();
        for (String style : layer.map(HostLayers.Layer::styles).orElse(List.of())) styles.add(style(style, locale));
        model.put("styles", styles);
        model.put("names", layer.isPresent() ? names(layer.get()) : "");
        String features = layer.isPresent() && !names(layer.get()).isEmpty()
                ? "wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames="
                        + encode(layer.get().prefixedName()) + "&outputFormat="
                : "";
        model.put("features", features.isEmpty() ? "" : features + encode("application/json"));
        model.put("table", features + "csv");
        model.put("years", layer.map(l -> indicators.years(l.name())).orElse(List.of()));
        model.put("extent", extent(bounds.get()));
        model.put("link", "layer=" + encode(name));
        model.put(
                "attribution",
                shown.stream()
                        .flatMap(l -> l.attribution().stream())
                        // The notice of demo data is in both languages; owners have names.
                        .map(a -> demo ? LocalText.ofBoth(a.title()).in(locale) : a.title())
                        .distinct()
                        .collect(Collectors.joining("; ")));
        return page("preview.ftlh", model, locale);
    }

    private OgcReply nothing(String text, String layer, Locale locale) throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("title", texts(locale).getString(text + "_title"));
        model.put("said", MessageFormat.format(texts(locale).getString(text), layer));
        OgcReply page = page("nothing.ftlh", model, locale);
        return new OgcReply(404, page.contentType(), page.headers(), page.body());
    }

    /**
     * What the page says of a style.
     *
     * @param legend its lines, for those who do not see the picture
     */
    public record StyleRow(String name, String title, String legend) {}

    private StyleRow style(String name, Locale locale) throws IOException {
        Optional<InputStream> document = layers.style(name);
        if (document.isEmpty()) return new StyleRow(name, name, "");
        try (InputStream in = document.get()) {
            Style style = StyleReader.read(in, name);
            String title = style.title().isBlank()
                    ? name
                    : LocalText.ofBoth(style.title()).in(locale);
            // The page says itself, and once, that all is invented.
            return new StyleRow(
                    name,
                    title.replace(Division.DEMO.in(locale), ""),
                    String.join("; ", LegendRenderer.lines(style, locale)));
        } catch (StyleException e) {
            LOG.debug("style {} cannot be read, which is told where it is drawn", name, e);
            return new StyleRow(name, name, "");
        }
    }

    /** The attributes by which an area is found, separated by commas; empty for a layer of something else. */
    private static String names(HostLayers.Layer layer) throws IOException {
        SimpleFeatureType type = layer.source().getSchema();
        if (type.getDescriptor("code") == null) return "";
        return Stream.of("code", "area_name", "name_origin", "local_name")
                .filter(name -> type.getDescriptor(name) != null)
                .collect(Collectors.joining(","));
    }

    private static String extent(ReferencedEnvelope bounds) {
        return String.format(
                Locale.ROOT,
                "[%.1f,%.1f,%.1f,%.1f]",
                bounds.getMinX(),
                bounds.getMinY(),
                bounds.getMaxX(),
                bounds.getMaxY());
    }

    private OgcReply page(String template, Map<String, Object> model, Locale locale) throws IOException {
        ResourceBundle texts = texts(locale);
        Map<String, String> t = new HashMap<>();
        texts.keySet().forEach(key -> t.put(key, texts.getString(key)));
        model.put("t", t);
        model.put("language", locale.getLanguage());
        StringWriter html = new StringWriter();
        try {
            Template parsed = templates.getTemplate(template);
            parsed.process(model, html);
        } catch (TemplateException e) {
            throw new IOException("the page " + template + " cannot be made", e);
        }
        byte[] bytes = html.toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(PAGE_HEADERS);
        headers.put("Content-Language", locale.getLanguage());
        return new OgcReply(200, "text/html;charset=UTF-8", headers, out -> out.write(bytes));
    }

    private static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle(
                "se.regstat.standalone.host.pages.texts",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static Optional<OgcReply> file(String name) {
        String resource = FILES.get(name);
        if (resource == null) return Optional.empty();
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return Optional.of(new OgcReply(200, type, Map.of("Cache-Control", "max-age=3600"), out -> {
            try (InputStream in = Pages.class.getResourceAsStream(resource)) {
                if (in == null) throw new IOException("not on the class path: " + resource);
                in.transferTo(out);
            }
        }));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
