package se.regstat.standalone.wms;

/** A request that cannot be answered: for the client's exception report. */
final class WmsException extends Exception {

    /** Of what is no mistake of the client's: a failure, or a style that cannot be used. */
    static final String NO_CODE = "NoApplicableCode";

    private final String code;
    private final String locator;

    /**
     * @param code as in WMS 1.3.0 table E.1 where one fits
     * @param locator the parameter that is wrong; empty if none is
     */
    WmsException(String code, String locator, String message) {
        super(message);
        this.code = code;
        this.locator = locator;
    }

    static WmsException missing(String parameter, String what) {
        return new WmsException(
                "MissingParameterValue", parameter, "the parameter " + parameter + " is missing: " + what);
    }

    static WmsException invalid(String parameter, String message) {
        return new WmsException("InvalidParameterValue", parameter, message);
    }

    String code() {
        return code;
    }

    String locator() {
        return locator;
    }
}
