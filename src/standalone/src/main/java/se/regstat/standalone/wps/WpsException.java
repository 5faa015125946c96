package se.regstat.standalone.wps;

/** What is wrong with a request, as an exception report tells it (OGC 05-007r7, table 62). */
final class WpsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    enum Code {
        MissingParameterValue(400),
        InvalidParameterValue(400),
        NotEnoughStorage(503),
        ServerBusy(503),
        FileSizeExceeded(413),
        StorageNotSupported(400),
        VersionNegotiationFailed(400),
        OperationNotSupported(400),
        NoApplicableCode(500);

        private final int status;

        Code(int status) {
            this.status = status;
        }
    }

    private final Code code;
    private final String locator;

    WpsException(Code code, String locator, String message) {
        this(code, locator, message, null);
    }

    WpsException(Code code, String locator, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.locator = locator;
    }

    static WpsException invalid(String locator, String message) {
        return new WpsException(Code.InvalidParameterValue, locator, message);
    }

    static WpsException missing(String parameter, String example) {
        return new WpsException(
                Code.MissingParameterValue,
                parameter,
                "the parameter " + parameter + " is missing; for example " + example);
    }

    Code code() {
        return code;
    }

    String locator() {
        return locator;
    }

    /** Of HTTP. */
    int status() {
        return code.status;
    }
}
