package se.regstat.geotools.document;

import freemarker.core.XMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A document in XML or HTML of which only names and figures vary, in a FreeMarker template. Values are escaped as XML, unless the
 * template's head names another format. Thread-safe.
 */
public final class XmlDocument {

    /** What no XML document may have, not even escaped. */
    private static final String NOT_XML = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final Template template;

    /** @param file a template that lies beside the class */
    public XmlDocument(Class<?> neighbour, String file) {
        try {
            template = templates(neighbour).getTemplate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By rules of the version that the oldest GeoServer has. */
    private static Configuration templates(Class<?> neighbour) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_31);
        configuration.setClassForTemplateLoading(neighbour, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setLocalizedLookup(false);
        configuration.setNumberFormat("computer");
        configuration.setOutputFormat(XMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        return configuration;
    }

    /** The document with these values. */
    public String fill(Map<String, ?> values) {
        StringWriter text = new StringWriter();
        try {
            template.process(values, text);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("template " + template.getName() + ": " + e.getMessage(), e);
        }
        return text.toString().replaceAll(NOT_XML, "\uFFFD");
    }

    /** The same in UTF-8. */
    public byte[] bytes(Map<String, ?> values) {
        return fill(values).getBytes(StandardCharsets.UTF_8);
    }
}
