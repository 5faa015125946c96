package se.regstat.standalone.wfs;

import se.regstat.standalone.filter.FilterException;

/** What is wrong with a request, as an exception report tells it (OGC 06-121r3, clause 8). */
final class WfsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    enum Code {
        InvalidParameterValue(400),
        MissingParameterValue(400),
        VersionNegotiationFailed(400),
        OperationNotSupported(400),
        OperationParsingFailed(400),
        OperationProcessingFailed(403),
        NotFound(404),
        NoApplicableCode(500);

        private final int status;

        Code(int status) {
            this.status = status;
        }
    }

    private final Code code;
    private final String locator;

    WfsException(Code code, String locator, String message) {
        super(message);
        this.code = code;
        this.locator = locator;
    }

    static WfsException invalid(String locator, String message) {
        return new WfsException(Code.InvalidParameterValue, locator, message);
    }

    static WfsException missing(String parameter, String example) {
        return new WfsException(
                Code.MissingParameterValue,
                parameter,
                "the parameter " + parameter + " is missing; for example " + example);
    }

    /** A version that does not know the code for it has it as an invalid value. */
    static WfsException of(FilterException e, WfsVersion version) {
        return e.isSenseless() && version == WfsVersion.V2_0_0
                ? new WfsException(Code.OperationProcessingFailed, e.locator(), e.getMessage())
                : invalid(e.locator(), e.getMessage());
    }

    Code code() {
        return code;
    }

    String locator() {
        return locator;
    }

    /** Of HTTP (OGC 09-025r2, table D.2). */
    int status() {
        return code.status;
    }
}
