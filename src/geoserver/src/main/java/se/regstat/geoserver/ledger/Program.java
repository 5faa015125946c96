package se.regstat.geoserver.ledger;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.UUID;
import se.regstat.geotools.Table;
import se.regstat.statistics.snapshot.Snapshot;

/**
 * What tells this program from an earlier one, which may have written other numbers from the same store.
 *
 * <p>That is a checksum of the plugin's own jars. A version would not do, as builds between two releases share it, and a number that
 * goes up with each change would be forgotten. Builds are reproducible, so servers that run the same program agree.
 */
public final class Program {

    /** Of what runs. */
    public static final String CHECKSUM = checksum();

    private Program() {}

    private static String checksum() {
        StringBuilder all = new StringBuilder();
        for (Class<?> part : List.of(Program.class, Table.class, Snapshot.class)) all.append(checksum(part));
        return Ledger.digest(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(Class<?> part) {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? unknown()
                    : checksum(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return unknown();
        }
    }

    /** Of a jar; of what is none, as folders of classes are, another one each time. */
    static String checksum(Path jar) {
        try {
            return Ledger.digest(Files.readAllBytes(jar));
        } catch (IOException e) {
            return unknown();
        }
    }

    /** No file is taken for one of this program's then but those that it made since it started. */
    private static String unknown() {
        return UUID.randomUUID().toString();
    }
}
