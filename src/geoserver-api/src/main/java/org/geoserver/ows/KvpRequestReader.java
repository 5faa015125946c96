package org.geoserver.ows;

import java.lang.reflect.Method;
import java.util.Map;

/** Fills a request bean in: its setters by the names of the parameters, in any case. */
public class KvpRequestReader {

    private final Class<?> requestBean;

    public KvpRequestReader(Class<?> requestBean) {
        this.requestBean = requestBean;
    }

    public final Class<?> getRequestBean() {
        return requestBean;
    }

    /** An empty bean. */
    public Object createRequest() throws Exception {
        return requestBean.getConstructor().newInstance();
    }

    /**
     * The bean with the parameters it has setters of text for.
     *
     * @param kvp parsed, by names in any case
     * @param rawKvp as sent
     */
    public Object read(Object request, Map<String, Object> kvp, Map<String, Object> rawKvp) throws Exception {
        for (Method method : requestBean.getMethods()) {
            if (!method.getName().startsWith("set") || method.getParameterCount() != 1) continue;
            Object value = kvp.get(method.getName().substring("set".length()));
            if (value instanceof String && method.getParameterTypes()[0] == String.class) method.invoke(request, value);
        }
        return request;
    }
}
