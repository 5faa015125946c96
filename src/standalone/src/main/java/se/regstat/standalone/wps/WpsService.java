package se.regstat.standalone.wps;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import se.regstat.standalone.http.ExceptionReport;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.ReadLimits;
import se.regstat.statistics.format.Xml;

/**
 * WPS 1.0.0 with GeoServer's requests for executions that go on: GetExecutionStatus, GetExecutionResult and Dismiss; and one of its own, for the
 * {@linkplain ResultSchema schema} of a result. Thread-safe.
 */
public final class WpsService implements OgcService, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WpsService.class);
    private static final String NAMESPACE = "http://www.opengis.net/wps/1.0.0";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Descriptions descriptions;
    private final Inputs inputs;
    private final ReadLimits reading;
    private final Supplier<String> workspace;
    private final Executions executions = new Executions(LONGEST);

    /**
     * @param wfs for inputs that refer to layers of this server
     * @param publishing who publishes, asked anew for each capabilities document
     * @param workspace of the layers, now
     */
    public WpsService(OgcService wfs, Limits limits, Supplier<Publishing> publishing, Supplier<String> workspace) {
        this.workspace = workspace;
        this.descriptions = new Descriptions(publishing);
        this.reading = ReadLimits.ofBytes(limits.bodyBytes());
        this.inputs = new Inputs(new References(wfs, limits.referenceHosts(), limits.bodyBytes()), reading);
    }

    @Override
    public String name() {
        return "WPS";
    }

    @Override
    public OgcReply handle(OgcRequest http) {
        try {
            Optional<Element> xml =
                    http.body().isPresent() ? Optional.of(Xml.parse(http.body().get(), reading)) : Optional.empty();
            return answer(http, xml);
        } catch (WpsException e) {
            return report(e);
        } catch (FormatException e) {
            return report(WpsException.invalid("request", e.getMessage()));
        } catch (StackOverflowError e) {
            return report(WpsException.invalid("request", "the request is nested too deeply to be read"));
        } catch (IOException | RuntimeException e) {
            LOG.error("a WPS request failed: {}", http.kvp(), e);
            return report(new WpsException(
                    WpsException.Code.NoApplicableCode,
                    "",
                    "the request could not be answered; the server's log says why"));
        }
    }

    private OgcReply answer(OgcRequest http, Optional<Element> xml) {
        String operation = xml.map(WpsService::operation)
                .or(() -> http.kvp().get("request"))
                .orElseThrow(() -> WpsException.missing("request", "request=GetCapabilities"));
        // OGC 05-007r7, tables 13, 20 and 44.
        required("service", "WPS", http, xml);
        String lower = operation.toLowerCase(Locale.ROOT);
        if (lower.equals("getcapabilities")) {
            checkAcceptVersions(http, xml);
            return descriptions.capabilities(http, url(http));
        }
        checkVersion(http, xml);
        return switch (lower) {
            case "describeprocess" -> descriptions.processes(identifiers(http, xml));
            case "execute" ->
                execute(
                        xml.map(ExecuteRequestReader::read).orElseGet(() -> ExecuteRequestReader.read(http.kvp())),
                        http);
            case "getexecutionstatus" ->
                response(executions.get(http.kvp().get("executionId")), http).document();
            case "getexecutionresult" -> result(http);
            case "dismiss" -> dismiss(http);
            case "describeresult" -> ResultSchema.reply(http.kvp(), workspace.get());
            default ->
                throw new WpsException(
                        WpsException.Code.OperationNotSupported,
                        "request",
                        "WPS 1.0.0 has no operation '" + operation + "'; GetCapabilities lists those there are");
        };
    }

    private static String operation(Element root) {
        if (!NAMESPACE.equals(root.getNamespaceURI())) {
            throw WpsException.invalid(
                    "request",
                    "the document's root is " + root.getLocalName() + " of namespace "
                            + (root.getNamespaceURI() == null ? "none" : root.getNamespaceURI())
                            + "; it would have to be of " + NAMESPACE);
        }
        return root.getLocalName();
    }

    private static void checkAcceptVersions(OgcRequest http, Optional<Element> xml) {
        List<String> accepted = xml.isPresent()
                ? Xml.children(xml.get(), "AcceptVersions").stream()
                        .flatMap(a -> Xml.children(a, "Version").stream())
                        .map(v -> v.getTextContent().strip())
                        .toList()
                : http.kvp()
                        .get("acceptVersions")
                        .map(t -> List.of(t.split(",", -1)))
                        .orElse(List.of());
        if (!accepted.isEmpty() && !accepted.contains("1.0.0")) {
            throw new WpsException(
                    WpsException.Code.VersionNegotiationFailed,
                    "AcceptVersions",
                    "WPS " + String.join(", ", accepted) + " is not spoken here; 1.0.0 is");
        }
    }

    private static void checkVersion(OgcRequest http, Optional<Element> xml) {
        String version = required("version", "1.0.0", http, xml);
        if (!version.equals("1.0.0")) {
            throw new WpsException(
                    WpsException.Code.VersionNegotiationFailed,
                    "version",
                    "WPS " + version + " is not spoken here; 1.0.0 is");
        }
    }

    private static String required(String name, String example, OgcRequest http, Optional<Element> xml) {
        return (xml.isPresent() ? Xml.attribute(xml.get(), name) : http.kvp().get(name))
                .orElseThrow(() ->
                        WpsException.missing(name, name + "=" + (xml.isPresent() ? '"' + example + '"' : example)));
    }

    private static List<String> identifiers(OgcRequest http, Optional<Element> xml) {
        List<String> identifiers = xml.isPresent()
                ? Xml.children(xml.get(), "Identifier").stream()
                        .map(i -> i.getTextContent().strip())
                        .toList()
                : http.kvp()
                        .get("identifier")
                        .map(t -> Arrays.stream(t.split(",", -1))
                                .map(String::strip)
                                .toList())
                        .orElse(List.of());
        if (identifiers.isEmpty()) throw WpsException.missing("Identifier", "Identifier=regstat:Reaggregate");
        return identifiers;
    }

    private OgcReply execute(ExecuteRequest request, OgcRequest http) {
        if (request.status() && !request.store()) {
            throw WpsException.invalid(
                    "status", "status=true goes with storeExecuteResponse=true: without it there is nowhere to look");
        }
        if (request.raw().isPresent() && request.store()) {
            throw new WpsException(
                    WpsException.Code.StorageNotSupported,
                    "storeExecuteResponse",
                    "a raw output is not stored; ask for a response document");
        }
        ExecuteResponse.check(request);
        Map<String, Object> values = inputs.of(request, http);
        Execution execution = new Execution(request);
        ExecuteResponse response = response(execution, http);
        if (request.store()) {
            executions.start(execution, values);
            if (request.status()) return response.document();
            await(execution);
        } else {
            if (request.isReferred()) {
                executions.keep(execution, Inputs.bytes(values));
                executions.run(execution, values);
            } else {
                execution.run(values);
            }
        }
        if (execution.state() != Execution.State.SUCCEEDED) {
            throw execution.failure().orElseThrow();
        }
        return request.raw().isPresent() ? response.raw(request.raw().get()) : response.document();
    }

    private static void await(Execution execution) {
        try {
            execution.await();
        } catch (InterruptedException e) {
            execution.dismiss();
            Thread.currentThread().interrupt();
        }
    }

    private OgcReply result(OgcRequest http) {
        Execution execution = executions.get(http.kvp().get("executionId"));
        if (execution.state() != Execution.State.SUCCEEDED) {
            throw execution
                    .failure()
                    .orElseGet(() -> WpsException.invalid(
                            "executionId", "the execution is not done yet; ask for GetExecutionStatus"));
        }
        String output = http.kvp().get("outputId").orElseGet(() -> execution
                .request()
                .process()
                .outputs()
                .keySet()
                .iterator()
                .next());
        return response(execution, http)
                .raw(new ExecuteRequest.Output(output, http.kvp().get("mimetype"), false));
    }

    private OgcReply dismiss(OgcRequest http) {
        Execution execution = executions.get(http.kvp().get("executionId"));
        execution.dismiss();
        executions.forget(execution.id());
        return response(execution, http).document();
    }

    private ExecuteResponse response(Execution execution, OgcRequest http) {
        return new ExecuteResponse(execution, url(http), workspace.get());
    }

    private static String url(OgcRequest http) {
        return http.serviceUrl("wps");
    }

    private static OgcReply report(WpsException e) {
        return ExceptionReport.OWS.reply(e.status(), e.code().name(), e.locator(), String.valueOf(e.getMessage()));
    }

    /** Stops what goes on. */
    @Override
    public void close() {
        executions.close();
    }
}
