package se.regstat.geoserver.document;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.HttpErrorCodeException;
import org.geoserver.ows.Request;
import org.geoserver.platform.Operation;

/** Answers with the plugin's own documents as HTTP wants it: see {@link Conditions}. */
public final class InfoAnswers extends AbstractDispatcherCallback {

    /** Where what is to be closed at the end is kept. No client can send a parameter of that name. */
    private static final String OPEN = "regstat-info:open";

    /**
     * @throws HttpErrorCodeException 304 if the client has the document already, as GeoServer wants it told
     * @throws Refusal if a condition does not hold
     */
    @Override
    public Object operationExecuted(Request request, Operation operation, Object result) {
        if (!(result instanceof InfoDocument document)) return result;
        if (document.content() instanceof Closeable) request.getKvp().put(OPEN, document.content());
        HttpExchange http = HttpExchange.of(request);
        try {
            Answer answer = Conditions.answer(document, http.method(), http::header);
            answer.headers().forEach(http::setHeader);
            if (answer.status() == Conditions.NOT_MODIFIED) throw new HttpErrorCodeException(Conditions.NOT_MODIFIED);
            http.setStatus(answer.status());
            answer.length().ifPresent(http::setLength);
            return answer;
        } catch (Refusal refusal) {
            if (refusal.status() == Refusal.RANGE_NOT_SATISFIABLE
                    && document.content() instanceof InfoDocument.Sized all) {
                http.setHeader("Content-Range", "bytes */" + all.length());
            }
            throw refusal;
        }
    }

    @Override
    public void finished(Request request) {
        if (request.getKvp() == null || !(request.getKvp().remove(OPEN) instanceof Closeable open)) return;
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
