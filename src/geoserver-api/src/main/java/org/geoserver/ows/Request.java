package org.geoserver.ows;

import java.util.Map;

/** A request on its way to its operation. */
public class Request {
    private String service;
    private String request;
    private Map<String, Object> kvp;

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

    /** Its parameters, parsed. */
    public Map<String, Object> getKvp() {
        return kvp;
    }

    public void setKvp(Map<String, Object> kvp) {
        this.kvp = kvp;
    }
}
