package se.regstat.standalone.wfs;

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
final class XmlTemplate {

    private static final Configuration CONFIGURATION = configuration();

    private final Template template;

    /** @param file beside this class */
    XmlTemplate(String file) {
        try {
            template = CONFIGURATION.getTemplate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Configuration configuration() {
        var configuration = new Configuration(Configuration.VERSION_2_3_33);
        configuration.setClassForTemplateLoading(XmlTemplate.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputFormat(XMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNumberFormat("computer");
        return configuration;
    }

    byte[] fill(Map<String, ?> values) {
        var text = new StringWriter();
        try {
            template.process(values, text);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("template " + template.getName(), e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
