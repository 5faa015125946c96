package se.regstat.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.geoserver.platform.resource.Resource;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Property;

/** A file of the plugin's in the data directory. One that an administrator changed stays as it is; one they removed comes again. */
final class DataFile {

    private final Resource file;
    private final Ledger ledger;
    private final String key;

    /** @param name what the ledger knows it by */
    DataFile(Resource file, Ledger ledger, String name) {
        this.file = file;
        this.ledger = ledger;
        this.key = "document " + name;
    }

    void write(byte[] wanted) {
        Property document = document(wanted);
        if (document.value().isEmpty()) ledger.forget(key);
        ledger.update(key, List.of(document));
    }

    /** Unless somebody edited it. */
    void remove() {
        if (ledger.edited(key, List.of(document(new byte[0])))) return;
        file.delete();
        ledger.forget(key);
    }

    private Property document(byte[] wanted) {
        return new Property(
                "sha256",
                () -> {
                    if (file.getType() != Resource.Type.RESOURCE) return "";
                    try (InputStream in = file.in()) {
                        return Ledger.digest(in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Ledger.digest(wanted),
                () -> {
                    try (OutputStream out = file.out()) {
                        out.write(wanted);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
