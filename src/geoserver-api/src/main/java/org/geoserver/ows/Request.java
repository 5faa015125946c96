package org.geoserver.ows;

import java.io.BufferedReader;
import java.util.Map;

/** A request on its way to its operation. */
public class Request {
    private String service;
    private String request;
    private Map<String, Object> kvp;
    private Map<String, Object> rawKvp;
    private String context;
    private String path;
    private BufferedReader input;
    private Throwable error;

    public Request() {}

    /** Its id. */
    public String getService() {
        return service;
    }

    public void setService(String service) {
        this.service = service;
    }

    /** The operation. */
    public String getRequest() {
        return request;
    }

    public void setRequest(String request) {
        this.request = request;
    }

    /** As they were sent; null if none was. */
    public Map<String, Object> getRawKvp() {
        return rawKvp;
    }

    public void setRawKvp(Map<String, Object> rawKvp) {
        this.rawKvp = rawKvp;
    }

    /** The path before its last part, without the application's own; null if there is none. */
    public String getContext() {
        return context;
    }

    public void setContext(String context) {
        this.context = context;
    }

    /** The path's last part. */
    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    /** The body of a POST that is no form; null if there is none. */
    public BufferedReader getInput() {
        return input;
    }

    public void setInput(BufferedReader input) {
        this.input = input;
    }

    /** Its parameters, parsed. */
    public Map<String, Object> getKvp() {
        return kvp;
    }

    public void setKvp(Map<String, Object> kvp) {
        this.kvp = kvp;
    }

    /** Why it was not answered as it was asked; null if it was. */
    public Throwable getError() {
        return error;
    }

    public void setError(Throwable error) {
        this.error = error;
    }
}
