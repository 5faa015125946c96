package se.regstat.standalone.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.KvpRequestReader;
import org.geoserver.ows.OWSHandlerMapping;
import org.geoserver.ows.Response;
import org.geoserver.ows.ServiceExceptionHandler;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;

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

    /** What was answered. The body is written straight to the client, so that large answers stream. */
    public record Answer(int status, String type, Body body) {

        @FunctionalInterface
        public interface Body {
            void writeTo(OutputStream out) throws IOException;
        }

        private static Answer line(int status, String text) {
            byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
            return new Answer(status, "text/plain;charset=UTF-8", out -> out.write(line));
        }
    }

    /** What a service refused while its answer was written; empty for what is no refusal. */
    public static Optional<Answer> refusal(Throwable e) {
        return e instanceof ServiceException ? Optional.of(Answer.line(400, e.getMessage())) : Optional.empty();
    }

    /** Of a GET, see {@link #answer(String, Map, Optional)}. */
    public Optional<Answer> answer(String path, Map<String, List<String>> parameters) {
        return answer(path, parameters, Optional.empty());
    }

    /**
     * Empty if no service has the path. What is refused while the answer is written is thrown, see {@link #refusal}.
     *
     * @param path without workspace, as in {@code /regstat-info/series.svg}
     * @param parameters all values of each, of which there is one at least
     * @param body of a POST that is no form
     */
    public Optional<Answer> answer(String path, Map<String, List<String>> parameters, Optional<byte[]> body) {
        if (all(OWSHandlerMapping.class).stream().noneMatch(m -> m.matches(path))) return Optional.empty();
        String[] parts = path.substring(1).split("/", 2);
        Optional<Service> found = all(Service.class).stream()
                .filter(s -> s.getId().equalsIgnoreCase(parts[0]))
                .findFirst();
        if (found.isEmpty()) return Optional.empty();
        Map<String, Object> kvp = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, Object> raw = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parameters.forEach((name, values) -> {
            kvp.put(name, values.get(0));
            raw.put(name, values.size() == 1 ? values.get(0) : values.toArray(String[]::new));
        });
        HostRequest request = new HostRequest();
        request.setKvp(kvp);
        request.setRawKvp(raw);
        request.setService(parts[0]);
        request.setRequest(parts.length > 1 ? parts[1] : String.valueOf(kvp.getOrDefault("request", "")));
        request.setContext(parts[0]);
        body.ifPresent(bytes -> request.setInput(HostRequest.reader(bytes)));
        all(AbstractDispatcherCallback.class).forEach(callback -> callback.init(request));
        try {
            return Optional.of(answer(found.get(), request));
        } catch (ServiceException e) {
            ServiceExceptionHandler handler = all(ServiceExceptionHandler.class).stream()
                    .filter(h -> h.canHandle(found.get(), request))
                    .findFirst()
                    .orElseThrow(() -> e);
            handler.handleServiceException(e, request);
            return Optional.of(request.getHttpResponse().answer());
        }
    }

    private Answer answer(Service found, HostRequest request) {
        Service service = found;
        for (AbstractDispatcherCallback callback : all(AbstractDispatcherCallback.class)) {
            service = callback.serviceDispatched(request, service);
        }
        String name = request.getRequest();
        Method operation = operation(service, name)
                .orElseThrow(() -> new ServiceException("there is no operation " + name, "OperationNotSupported"));
        return written(call(service, operation, request));
    }

    private static Optional<Method> operation(Service service, String name) {
        if (service.getOperations().stream().noneMatch(name::equalsIgnoreCase)) return Optional.empty();
        for (Method method : service.getService().getClass().getMethods()) {
            if (method.getName().equalsIgnoreCase(name)) return Optional.of(method);
        }
        return Optional.empty();
    }

    private Object call(Service service, Method operation, HostRequest request) {
        Class<?>[] types = operation.getParameterTypes();
        Object[] arguments = new Object[types.length];
        try {
            for (int i = 0; i < types.length; i++) arguments[i] = bean(types[i], request);
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
            return reader.read(reader.createRequest(), request.getKvp(), request.getRawKvp());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the request cannot be read", e);
        }
    }

    private Answer written(Object value) {
        for (Response response : all(Response.class)) {
            if (!response.getBinding().isInstance(value)) continue;
            String charset = response.getCharset(null);
            String type = response.getMimeType(value, null) + (charset == null ? "" : ";charset=" + charset);
            return new Answer(200, type, out -> response.write(value, out, null));
        }
        throw new IllegalStateException(
                "no Response writes a " + value.getClass().getName());
    }

    private <T> Collection<T> all(Class<T> type) {
        return beans.apply(type).stream().map(type::cast).toList();
    }
}
