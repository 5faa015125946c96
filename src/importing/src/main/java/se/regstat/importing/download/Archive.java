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
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

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

    /** Whether something in it is encrypted, or compressed in another way than archives mostly are, so that it is not read. */
    static boolean isPackedOtherwise(Path file) {
        try (var zip = org.apache.commons.compress.archivers.zip.ZipFile.builder()
                .setPath(file)
                .get()) {
            return Collections.list(zip.getEntries()).stream().anyMatch(Archive::isPackedOtherwise);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isPackedOtherwise(ZipArchiveEntry entry) {
        return entry.getGeneralPurposeBit().usesEncryption()
                || (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED);
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
