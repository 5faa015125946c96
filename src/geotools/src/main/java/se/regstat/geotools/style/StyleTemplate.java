package se.regstat.geotools.style;

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

/** A template of the repository's folder {@code styles}: FreeMarker, its values escaped as XML. Thread-safe. */
final class StyleTemplate {

    static final StyleTemplate CHOROPLETH = new StyleTemplate("choropleth.ftl");
    static final StyleTemplate SYMBOLS = new StyleTemplate("symbols.ftl");
    static final StyleTemplate CHANGE = new StyleTemplate("change.ftl");

    private final Template template;

    private StyleTemplate(String file) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_31);
        configuration.setClassForTemplateLoading(StyleTemplate.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setLocalizedLookup(false);
        configuration.setOutputFormat(XMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        try {
            template = configuration.getTemplate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document with these values. */
    String fill(Map<String, ?> values) {
        StringWriter text = new StringWriter();
        try {
            template.process(values, text);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("template " + template.getName() + ": " + e.getMessage(), e);
        }
        return text.toString();
    }
}
