package se.regstat.geoserver.document;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.geoserver.ows.Request;

/**
 * The request and the response of HTTP behind one of GeoServer's. By name, as there are two servlet APIs, javax and jakarta, and
 * the methods are the same. All throw {@link IllegalStateException} where they are not.
 */
public final class HttpExchange {

    private final Side request;
    private final Side response;

    private HttpExchange(Request dispatched) {
        this.request = new Side(dispatched, "getHttpRequest");
        this.response = new Side(dispatched, "getHttpResponse");
    }

    /** @param dispatched as GeoServer's dispatcher has it */
    public static HttpExchange of(Request dispatched) {
        return new HttpExchange(dispatched);
    }

    /** As in {@code GET}. */
    String method() {
        return (String) request.call("getMethod");
    }

    /** As it was sent, from the host on, without the query. */
    String path() {
        return (String) request.call("getRequestURI");
    }

    /** A request's header, all its lines together; empty if there is none. */
    Optional<String> header(String name) {
        if (!(request.call("getHeaders", String.class, name) instanceof Enumeration<?> lines)) return Optional.empty();
        List<String> all = Collections.list(lines).stream().map(String::valueOf).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
    }

    /** The response's, as far as it is known. */
    public int status() {
        return (int) response.call("getStatus");
    }

    void setStatus(int status) {
        response.call("setStatus", int.class, status);
    }

    void setHeader(String name, String value) {
        response.call("setHeader", String.class, name, String.class, value);
    }

    void setType(String type) {
        response.call("setContentType", String.class, type);
    }

    /**
     * Of the body, in bytes. The filter of GeoServer's that packs keeps it to itself until it sees the first bytes, and a HEAD has
     * none: the container is told then.
     */
    void setLength(long length) {
        response.call("setContentLengthLong", long.class, length);
        if (method().equals("HEAD")) response.innermost().call("setContentLengthLong", long.class, length);
    }

    /** Forgets what was written and not sent. @throws IllegalStateException if some was sent */
    void resetBody() {
        response.call("resetBuffer");
    }

    OutputStream body() throws IOException {
        try {
            return (OutputStream) response.call("getOutputStream");
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof IOException cause) throw cause;
            throw e;
        }
    }

    /** One of the two, by the interface that GeoServer knows it by. */
    private static final class Side {
        private final Class<?> api;
        private final Object object;

        Side(Request dispatched, String getter) {
            try {
                Method method = dispatched.getClass().getMethod(getter);
                this.api = method.getReturnType();
                this.object = method.invoke(dispatched);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this GeoServer's requests are unknown: " + e.getMessage(), e);
            }
        }

        private Side(Class<?> api, Object object) {
            this.api = api;
            this.object = object;
        }

        /** The container's own, inside all that filters wrap around it. */
        Side innermost() {
            try {
                Object inside = object.getClass().getMethod("getResponse").invoke(object);
                return api.isInstance(inside) ? new Side(api, inside).innermost() : this;
            } catch (ReflectiveOperationException e) {
                return this; // no wrapper
            }
        }

        /** @param typesAndValues the parameters' types, each followed by its value */
        Object call(String method, Object... typesAndValues) {
            Class<?>[] types = new Class<?>[typesAndValues.length / 2];
            Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = (Class<?>) typesAndValues[2 * i];
                values[i] = typesAndValues[2 * i + 1];
            }
            try {
                return api.getMethod(method, types).invoke(object, values);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) throw cause;
                throw new IllegalStateException(method + " failed", e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this GeoServer's responses are unknown: " + e.getMessage(), e);
            }
        }
    }
}
