package se.regstat.standalone.wms;

import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureIterator;
import se.regstat.catalog.HostLayers;
import se.regstat.standalone.format.FeatureSet;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.OgcRequest;

/**
 * Feature information as HTML, made as GeoServer makes it: with the templates {@code header.ftl}, {@code content.ftl} and
 * {@code footer.ftl} in the folder of the layer's workspace, where there are such, and with plain ones otherwise. Templates see what
 * they see there: {@code features} with their attributes' {@code value} and {@code rawValue}, {@code type}, and the {@code request}'s
 * parameters in upper case.
 */
final class FeatureInfoPage {

    private static final Map<String, String> PLAIN = Map.of(
            "header.ftl",
            "<!DOCTYPE html>\n<html><head><meta charset=\"UTF-8\"><title>Regstat</title></head><body>\n",
            "content.ftl",
            """
            <#list features as feature>
            <table><caption>${feature.type.title}</caption>
            <#list feature.attributes as attribute><#if !attribute.isGeometry>
            <tr><th scope="row">${attribute.name}</th><td>${attribute.value}</td></tr>
            </#if></#list>
            </table>
            </#list>
            """,
            "footer.ftl",
            "</body></html>\n");

    private final HostLayers layers;

    FeatureInfoPage(HostLayers layers) {
        this.layers = layers;
    }

    void write(List<FeatureSet> sets, MapRequest map, OgcRequest request, Locale locale, OutputStream out)
            throws IOException {
        List<FeatureSet> found = sets.stream().filter(s -> s.returned() > 0).toList();
        String workspace = sets.isEmpty() ? "" : sets.get(0).prefix();
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        fill(workspace, "header.ftl", Map.of(), writer);
        for (FeatureSet set : found) {
            String title = map.layers().stream()
                    .map(MapRequest.Shown::layer)
                    .filter(l -> l.name().equals(set.name()))
                    .map(l -> l.title(locale))
                    .findFirst()
                    .orElse(set.name());
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("type", Map.of("name", set.name()));
            model.put("features", features(set, title));
            model.put("request", parameters(request, locale));
            fill(set.prefix(), "content.ftl", model, writer);
        }
        if (found.isEmpty()) {
            boolean swedish = locale.getLanguage().equals("sv");
            writer.write("<p>" + (swedish ? "Inget finns här." : "There is nothing here.") + "</p>\n");
        }
        fill(workspace, "footer.ftl", Map.of(), writer);
        writer.flush();
    }

    /** The language is the one negotiated, which GeoServer's templates see only if the parameter says it. */
    private static Map<String, String> parameters(OgcRequest request, Locale locale) {
        Kvp kvp = request.kvp();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : kvp.names()) {
            kvp.get(name).ifPresent(value -> parameters.put(name.toUpperCase(Locale.ROOT), value));
        }
        parameters.put("LANGUAGE", locale.getLanguage());
        parameters.put("REGSTAT_SERIES", request.baseUrl() + "/regstat-info/series.svg");
        return parameters;
    }

    private static List<Map<String, Object>> features(FeatureSet set, String title) throws IOException {
        List<Map<String, Object>> features = new ArrayList<>();
        try (SimpleFeatureIterator iterator = set.features().open()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                Map<String, Object> model = new LinkedHashMap<>();
                List<Map<String, Object>> attributes = new ArrayList<>();
                for (AttributeDescriptor descriptor : set.type().getAttributeDescriptors()) {
                    Object value = feature.getAttribute(descriptor.getName());
                    Map<String, Object> attribute = new LinkedHashMap<>();
                    attribute.put("name", descriptor.getLocalName());
                    attribute.put("value", value == null ? "" : value.toString());
                    attribute.put("rawValue", value == null ? "" : value);
                    attribute.put("isGeometry", descriptor instanceof GeometryDescriptor);
                    attributes.add(attribute);
                    model.put(descriptor.getLocalName(), attribute);
                }
                model.put("fid", feature.getID());
                model.put("typeName", set.name());
                model.put("type", Map.of("name", set.name(), "title", title));
                model.put("attributes", attributes);
                features.add(model);
            }
        }
        return features;
    }

    private void fill(String workspace, String name, Map<String, ?> model, Writer writer) throws IOException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_0);
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocalizedLookup(false);
        configuration.setTemplateLoader(new Documents(workspace));
        try {
            configuration.getTemplate(name).process(model, writer);
        } catch (TemplateException e) {
            throw new IOException("the template " + name + " of " + workspace + " cannot be filled in", e);
        }
    }

    private final class Documents implements TemplateLoader {
        private final String workspace;

        Documents(String workspace) {
            this.workspace = workspace;
        }

        @Override
        public Object findTemplateSource(String name) throws IOException {
            Optional<InputStream> document = layers.document(workspace, name);
            if (document.isEmpty()) return PLAIN.get(name);
            try (Reader reader = new InputStreamReader(document.get(), StandardCharsets.UTF_8)) {
                java.io.StringWriter text = new java.io.StringWriter();
                reader.transferTo(text);
                return text.toString();
            }
        }

        @Override
        public long getLastModified(Object source) {
            return -1;
        }

        @Override
        public Reader getReader(Object source, String encoding) {
            return new StringReader((String) source);
        }

        @Override
        public void closeTemplateSource(Object source) {}
    }
}
