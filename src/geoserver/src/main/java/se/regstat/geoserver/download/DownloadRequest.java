package se.regstat.geoserver.download;

import java.util.Locale;

/** Which file is wanted. Filled in from the request's path or parameters. */
public final class DownloadRequest {

    private String file = "";
    private String format = "";

    /** @param file the dataset's name, as in {@code deso_2025} */
    public void setFile(String file) {
        this.file = file;
    }

    /** @param format {@code gpkg} or {@code csv} */
    public void setFormat(String format) {
        this.format = format;
    }

    String file() {
        return file.strip();
    }

    String format() {
        return format.strip().toLowerCase(Locale.ROOT);
    }
}
