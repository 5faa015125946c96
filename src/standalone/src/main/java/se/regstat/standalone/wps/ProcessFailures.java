package se.regstat.standalone.wps;

/** Finds in a process's message which parameter is meant. */
final class ProcessFailures {

    private ProcessFailures() {}

    /** Our processes begin their messages with the parameter; others name none. */
    static WpsException told(Offered process, Throwable e) {
        String message = e.getMessage() == null ? "the process refused its inputs" : e.getMessage();
        int colon = message.indexOf(':');
        String first = colon < 0 ? "" : message.substring(0, colon);
        for (String name : process.inputs().keySet()) {
            if (first.equals(name)) return WpsException.invalid(name, message);
        }
        return new WpsException(WpsException.Code.InvalidParameterValue, process.name(), message, e);
    }
}
