package se.regstat.geoserver.metadata;

import java.util.Optional;

/**
 * The licences that harvesters know by address. Others are told in the words that the configuration has for them, and to harvesters
 * as unknown terms: none is guessed.
 */
public enum Licence {
    CC0("CC0-1.0", "CC0 1.0", "http://creativecommons.org/publicdomain/zero/1.0/", "CC01.0"),
    CC_BY("CC-BY-4.0", "CC BY 4.0", "http://creativecommons.org/licenses/by/4.0/", "CCby4.0"),
    CC_BY_SA("CC-BY-SA-4.0", "CC BY-SA 4.0", "http://creativecommons.org/licenses/by-sa/4.0/", "CCby-sa4.0");

    private final String spdx;
    private final String title;
    private final String uri;
    private final String nationalCode;

    Licence(String spdx, String title, String uri, String nationalCode) {
        this.spdx = spdx;
        this.title = title;
        this.uri = uri;
        this.nationalCode = nationalCode;
    }

    /** @param told SPDX id, address or name, as configurations and imports have it */
    public static Optional<Licence> of(String told) {
        String plain = told.strip().replaceFirst("^https:", "http:").replaceFirst("/?$", "");
        for (Licence licence : values()) {
            if (plain.equalsIgnoreCase(licence.spdx)
                    || plain.equalsIgnoreCase(licence.title)
                    || (plain + "/").equals(licence.uri)) {
                return Optional.of(licence);
            }
        }
        return Optional.empty();
    }

    /** Its SPDX id. */
    public String spdx() {
        return spdx;
    }

    /** Its usual short name. */
    public String title() {
        return title;
    }

    /** Its address, letter for letter as dataportal.se knows it. */
    public String uri() {
        return uri;
    }

    /** Its code in the national metadata profile's list of restrictions of use. */
    public String nationalCode() {
        return nationalCode;
    }
}
