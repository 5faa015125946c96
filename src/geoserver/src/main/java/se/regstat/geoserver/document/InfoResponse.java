package se.regstat.geoserver.document;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.geoserver.ows.Response;
import org.geoserver.platform.Operation;

/** Writes the plugin's own documents, as {@link InfoAnswers} has prepared them. */
public final class InfoResponse extends Response {

    /** Those of which nothing is text in an encoding of its own. */
    private static final Pattern BINARY = Pattern.compile("application/(geopackage\\+sqlite3|zip)");

    public InfoResponse() {
        super(Answer.class);
    }

    @Override
    public String getMimeType(Object value, Operation operation) {
        String type = ((Answer) value).document().type();
        return BINARY.matcher(type).matches() ? type : type + ";charset=" + StandardCharsets.UTF_8;
    }

    @Override
    public void write(Object value, OutputStream output, Operation operation) throws IOException {
        ((Answer) value).writeTo(output);
    }

    /** None: {@link #getHeaders} has it, with a name that is quoted. */
    @Override
    public String getPreferredDisposition(Object value, Operation operation) {
        return null;
    }

    @Override
    public String[][] getHeaders(Object value, Operation operation) {
        InfoDocument document = ((Answer) value).document();
        String disposition = document.content() instanceof OpenFile ? "attachment" : "inline";
        return new String[][] {{"Content-Disposition", disposition + named(document.name())}};
    }

    /** RFC 6266, for names beyond ASCII also as RFC 8187 writes them. */
    private static String named(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7E]|[\"\\\\%]", "_");
        return "; filename=\"" + plain + '"'
                + (plain.equals(name)
                        ? ""
                        : "; filename*=UTF-8''"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                        .replace("*", "%2A"));
    }
}
