package se.regstat.standalone.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.HttpErrorCodeException;
import org.geoserver.ows.KvpRequestReader;
import org.geoserver.ows.OWSHandlerMapping;
import org.geoserver.ows.Response;
import org.geoserver.ows.ServiceExceptionHandler;
import org.geoserver.platform.Operation;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;
import se.regstat.geoserver.metrics.Outcome;

/**
 * The services that the plugin itself brings, called as GeoServer's dispatcher calls them: the path names service and
 * operation, parameters fill the operation's request bean, and what the operation returns is written by the response bound to it.
 */
public final class PluginServices {

    private final Function<Class<?>, Collection<?>> beans;

    /** @param beans of a type in the plugin's application context */
    public PluginServices(Function<Class<?>, Collection<?>> beans) {
        this.beans = beans;
    }

    /**
     * What is asked.
     *
     * @param baseUrl of this host, as clients see it
     * @param method of HTTP
     * @param path without workspace, as in {@code /regstat-info/series.svg}
     * @param headers all values of one, by its name in any case
     * @param parameters all values of each, of which there is one at least
     * @param body of a POST that is no form
     * @param administrator whether it comes from somebody who may know how the server is
     */
    public record Asked(
            String baseUrl,
            String method,
            String path,
            Function<String, List<String>> headers,
            Map<String, List<String>> parameters,
            Optional<byte[]> body,
            boolean administrator) {

        /** A GET without headers. */
        public static Asked of(String path, Map<String, List<String>> parameters) {
            return new Asked(
                    "http://localhost/geoserver", "GET", path, name -> List.of(), parameters, Optional.empty(), false);
        }

        private boolean isHead() {
            return method.equals("HEAD");
        }
    }

    /**
     * What was answered. The body is written straight to the client, so that large answers stream.
     *
     * @param outcome as it counts: a document may have a status such as 503 and be what was asked for
     */
    public record Answer(int status, String type, Map<String, String> headers, Body body, Outcome outcome) {

        @FunctionalInterface
        public interface Body {
            void writeTo(OutputStream out) throws IOException;
        }
    }

    /** What a service refused while its answer was written; empty for what is no refusal. */
    public static Optional<Answer> refusal(Throwable e) {
        return e instanceof RefusedMeanwhile refused ? Optional.of(refused.answer) : Optional.empty();
    }

    /** Thrown while an answer is written, for who can still send another. */
    private static final class RefusedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Answer answer;

        RefusedMeanwhile(Answer answer, ServiceException refusal) {
            super(refusal.getMessage(), refusal);
            this.answer = answer;
        }
    }

    /** Empty if no service has the path. What is refused while the answer is written is thrown, see {@link #refusal}. */
    public Optional<Answer> answer(Asked asked) {
        if (all(OWSHandlerMapping.class).stream().noneMatch(m -> m.matches(asked.path()))) return Optional.empty();
        return HostSecurity.asking(asked.administrator(), () -> answered(asked));
    }

    private Optional<Answer> answered(Asked asked) {
        HostRequest request = request(asked);
        boolean toBeWritten = false;
        Service[] found = {null};
        try {
            for (AbstractDispatcherCallback callback : all(AbstractDispatcherCallback.class)) callback.init(request);
            found[0] = service(request);
            Answer answer = answer(found[0], request);
            toBeWritten = !asked.isHead();
            return Optional.of(toBeWritten ? finishing(answer, found[0], request) : answer);
        } catch (HttpErrorCodeException e) {
            request.getHttpResponse().setStatus(e.getErrorCode());
            return Optional.of(request.getHttpResponse().answer());
        } catch (ServiceException e) {
            return Optional.of(handled(e, found[0], request));
        } finally {
            if (!toBeWritten) finish(request);
        }
    }

    private Answer handled(ServiceException refusal, Service service, HostRequest request) {
        ServiceExceptionHandler handler = all(ServiceExceptionHandler.class).stream()
                .filter(h -> h.canHandle(service, request))
                .findFirst()
                .orElseThrow(() -> refusal);
        handler.handleServiceException(refusal, request);
        return request.getHttpResponse().answer();
    }

    private Answer finishing(Answer answer, Service service, HostRequest request) {
        Answer.Body body = out -> {
            try {
                answer.body().writeTo(out);
            } catch (ServiceException e) {
                throw new RefusedMeanwhile(handled(e, service, request), e);
            } finally {
                finish(request);
            }
        };
        return new Answer(answer.status(), answer.type(), answer.headers(), body, answer.outcome());
    }

    private void finish(HostRequest request) {
        all(AbstractDispatcherCallback.class).forEach(callback -> callback.finished(request));
    }

    private static HostRequest request(Asked asked) {
        Map<String, Object> kvp = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, Object> raw = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        asked.parameters().forEach((name, values) -> {
            kvp.put(name, values.get(0));
            raw.put(name, values.size() == 1 ? values.get(0) : values.toArray(String[]::new));
        });
        HostRequest request = new HostRequest(asked);
        String path = asked.path().replaceAll("^/|/$", "");
        int last = path.lastIndexOf('/');
        if (last >= 0) request.setContext(path.substring(0, last));
        request.setPath(path.substring(last + 1));
        request.setKvp(kvp);
        if (!raw.isEmpty()) request.setRawKvp(raw);
        asked.body().ifPresent(bytes -> request.setInput(HostRequest.reader(bytes)));
        return request;
    }

    /** As GeoServer finds it: named by a parameter, by the path's last part, or by what stands before that. */
    private Service service(HostRequest request) {
        Object asked = request.getKvp().get("service");
        String name = asked == null ? request.getPath() : asked.toString();
        request.setService(name);
        Object operation = request.getKvp().get("request");
        if (operation != null) request.setRequest(operation.toString());
        Optional<Service> found = service(name);
        if (found.isEmpty() && request.getContext() != null) {
            found = service(request.getContext());
            if (request.getRequest() == null) request.setRequest(name);
            request.setService(request.getContext());
        }
        Service service =
                found.orElseThrow(() -> new ServiceException("No service: ( " + name + " )", "InvalidParameterValue"));
        for (AbstractDispatcherCallback callback : all(AbstractDispatcherCallback.class)) {
            service = callback.serviceDispatched(request, service);
        }
        return service;
    }

    private Optional<Service> service(String id) {
        return all(Service.class).stream()
                .filter(s -> s.getId().equalsIgnoreCase(id))
                .findFirst();
    }

    private Answer answer(Service service, HostRequest request) {
        String name = request.getRequest();
        Method operation = operation(service, name)
                .orElseThrow(() -> new ServiceException("there is no operation " + name, "OperationNotSupported"));
        Object[] arguments = Arrays.stream(operation.getParameterTypes())
                .map(type -> bean(type, request))
                .toArray();
        Operation called = new Operation(name, arguments);
        for (AbstractDispatcherCallback callback : all(AbstractDispatcherCallback.class)) {
            called = callback.operationDispatched(request, called);
        }
        Object result = call(service, operation, arguments);
        for (AbstractDispatcherCallback callback : all(AbstractDispatcherCallback.class)) {
            result = callback.operationExecuted(request, called, result);
        }
        return written(result, called, request);
    }

    private static Optional<Method> operation(Service service, String name) {
        if (service.getOperations().stream().noneMatch(name::equalsIgnoreCase)) return Optional.empty();
        for (Method method : service.getService().getClass().getMethods()) {
            if (method.getName().equalsIgnoreCase(name)) return Optional.of(method);
        }
        return Optional.empty();
    }

    private static Object call(Service service, Method operation, Object[] arguments) {
        try {
            return operation.invoke(service.getService(), arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(operation + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(operation + " cannot be called", e);
        }
    }

    private Object bean(Class<?> type, HostRequest request) {
        for (KvpRequestReader reader : all(KvpRequestReader.class)) {
            if (reader.getRequestBean() == type) return read(reader, request);
        }
        throw new IllegalStateException("no KvpRequestReader makes a " + type.getName());
    }

    private static Object read(KvpRequestReader reader, HostRequest request) {
        try {
            Object bean = reader.read(reader.createRequest(), request.getKvp(), request.getRawKvp());
            Optional<Method> setter = Arrays.stream(bean.getClass().getMethods())
                    .filter(method -> method.getName().equals("setBaseUrl"))
                    .findFirst();
            // Whatever a parameter of that name says.
            if (setter.isPresent()) setter.get().invoke(bean, request.baseUrl());
            return bean;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the request cannot be read", e);
        }
    }

    private Answer written(Object value, Operation operation, HostRequest request) {
        for (Response response : all(Response.class)) {
            if (!response.getBinding().isInstance(value)) continue;
            HostRequest.HostResponse http = request.getHttpResponse();
            String charset = response.getCharset(operation);
            http.setContentType(
                    response.getMimeType(value, operation) + (charset == null ? "" : ";charset=" + charset));
            String[][] headers = response.getHeaders(value, operation);
            if (headers != null) {
                for (String[] header : headers) http.setHeader(header[0], header[1]);
            }
            return http.answer(out -> response.write(value, out, operation));
        }
        throw new IllegalStateException(
                "no Response writes a " + value.getClass().getName());
    }

    private <T> Collection<T> all(Class<T> type) {
        return beans.apply(type).stream().map(type::cast).toList();
    }
}
