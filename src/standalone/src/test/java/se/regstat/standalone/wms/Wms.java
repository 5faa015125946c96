package se.regstat.standalone.wms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.geotools.geometry.jts.ReferencedEnvelope;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;

/** Requests to a service, without a server between. */
final class Wms {

    static final Limits LIMITS = new Limits(4000, 4000, 1000, 0, Duration.ofSeconds(30), 24);

    private Wms() {}

    static OgcReply get(WmsService service, String query) {
        return get(service, query, Locale.ENGLISH);
    }

    static OgcReply get(WmsService service, String query, Locale locale) {
        Map<String, List<String>> kvp = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            kvp.put(parts[0], List.of(parts[1]));
        }
        return service.handle(
                new OgcRequest("http://localhost/geoserver", Optional.empty(), new Kvp(kvp), Optional.empty(), locale));
    }

    static byte[] bytes(OgcReply reply) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reply.body().writeTo(out);
        return out.toByteArray();
    }

    static String text(WmsService service, String query) throws IOException {
        return new String(bytes(get(service, query)), StandardCharsets.UTF_8);
    }

    static BufferedImage image(WmsService service, String query) throws IOException {
        OgcReply reply = get(service, query);
        byte[] bytes = bytes(reply);
        if (!reply.contentType().startsWith("image/")) {
            throw new AssertionError("no image but " + new String(bytes, StandardCharsets.UTF_8));
        }
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    /** A square around a place, so many metres wide, or about as many where the CRS counts in degrees. */
    static ReferencedEnvelope around(MapCrs crs, double x, double y, double metres) {
        boolean degrees = Math.abs(x) < 400 && Math.abs(y) < 400;
        double half = metres / 2 / (degrees ? 111_000 : 1);
        return new ReferencedEnvelope(x - half, x + half, y - half, y + half, crs.crs());
    }
}
