package se.regstat.standalone.format;

import freemarker.core.XMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A document of which only the names and figures vary. Values are escaped as XML. Thread-safe. */
public final class XmlTemplate {

    private final Template template;

    /** @param file a FreeMarker template that lies beside the class */
    public XmlTemplate(Class<?> neighbour, String file) {
        try {
            template = configuration(neighbour).getTemplate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Configuration configuration(Class<?> neighbour) {
        var configuration = new Configuration(Configuration.VERSION_2_3_33);
        configuration.setClassForTemplateLoading(neighbour, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputFormat(XMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNumberFormat("computer");
        return configuration;
    }

    /** The document with these values, in UTF-8. */
    public byte[] fill(Map<String, ?> values) {
        var text = new StringWriter();
        try {
            template.process(values, text);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("template " + template.getName(), e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
