package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geoserver.platform.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.download.DownloadRequest;
import se.regstat.geoserver.download.Downloads;

/** Files for download are made in the data directory, which not everybody's GeoServer may write to. */
class DownloadPlaceTest {

    @TempDir
    Path data;

    @Test
    void where_no_folder_for_files_can_be_made_they_are_not_to_be_had_now() throws IOException {
        OneArea.storeOf(data);
        try (Plugin host = Plugin.start(data)) {
            Files.createFile(data.resolve("regstat/downloads"));
            Downloads downloads = new Downloads(
                    host.catalog(), host.publisher(), new VisibleLayers(host.catalog(), host.publisher()));
            DownloadRequest request = new DownloadRequest();
            request.setFile("deso_2025");
            request.setFormat("gpkg");
            assertThatThrownBy(() -> downloads.answer(request))
                    .isInstanceOf(ServiceException.class)
                    .hasFieldOrPropertyWithValue("status", 503);
        }
    }
}
