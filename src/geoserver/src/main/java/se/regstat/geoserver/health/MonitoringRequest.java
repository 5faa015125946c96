package se.regstat.geoserver.health;

import se.regstat.geoserver.document.Authorized;
import se.regstat.geoserver.document.InfoRequest;

/** Which of what is known of the plugin's health is wanted, and by whom. */
public final class MonitoringRequest extends InfoRequest implements Authorized {

    private String file = "";
    private String authorization = "";

    public MonitoringRequest() {
        super("");
    }

    /** @param file what follows the operation in the path: {@code live}, {@code ready} or nothing */
    public void setFile(String file) {
        this.file = file;
    }

    @Override
    public void authorizedBy(String header) {
        authorization = header;
    }

    String file() {
        return file.strip();
    }

    String authorization() {
        return authorization;
    }
}
