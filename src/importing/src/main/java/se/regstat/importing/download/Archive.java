package se.regstat.importing.download;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** ZIP archives as they came. */
final class Archive {

    /** Bytes, unpacked; what comes beyond is not looked at. */
    private static final long MOST = 4L << 30;

    private Archive() {}

    /** Whether all that is in it is there, and as its checksums say. */
    static boolean isWhole(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long left = MOST;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                left = read(zip, entry, left);
                if (left < 0) return false;
                if (left == 0) return true;
            }
            return true;
        } catch (ZipException | EOFException e) {
            return false;
        }
    }

    /** @return what is left of the bytes that are looked at; -1 if the entry is damaged */
    private static long read(ZipFile zip, ZipEntry entry, long most) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] part = new byte[1 << 16];
        long left = most;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                checksum.update(part, 0, read);
                left -= read;
                if (left <= 0) return 0;
            }
        }
        return entry.getCrc() == checksum.getValue() ? left : -1;
    }
}
