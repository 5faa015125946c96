package se.regstat.geoserver.download;

import se.regstat.geoserver.document.InfoRequest;

/** Which file is wanted, by the request's path or parameters. */
public final class DownloadRequest extends InfoRequest {

    private String file = "";

    public DownloadRequest() {
        super("");
    }

    /** @param file the dataset's name, as in {@code deso_2025} */
    public void setFile(String file) {
        this.file = file;
    }

    String file() {
        return file.strip();
    }
}
