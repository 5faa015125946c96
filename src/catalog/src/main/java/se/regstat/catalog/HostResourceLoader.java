package se.regstat.catalog;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.geoserver.platform.GeoServerResourceLoader;
import org.geoserver.platform.resource.Resource;

/** The data directory as a folder on disk. */
public final class HostResourceLoader extends GeoServerResourceLoader {

    private final Path directory;

    public HostResourceLoader(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Resource get(String path) {
        Path file = directory.resolve(path).normalize();
        if (!file.startsWith(directory)) {
            throw new IllegalArgumentException(path + " leads out of the data directory " + directory);
        }
        return new FileResource(file);
    }

    private record FileResource(Path file) implements Resource {

        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public List<Resource> list() {
            if (!Files.isDirectory(file)) return List.of();
            try (Stream<Path> files = Files.list(file)) {
                return files.sorted().<Resource>map(FileResource::new).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream in() {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public OutputStream out() {
            try {
                Files.createDirectories(file.getParent());
                Path written = Files.createTempFile(
                        file.getParent(), file.getFileName().toString(), ".tmp");
                return new FilterOutputStream(Files.newOutputStream(written)) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                    }

                    @Override
                    public void close() throws IOException {
                        super.close();
                        if (Files.exists(written)) Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long lastmodified() {
            return file.toFile().lastModified();
        }

        @Override
        public File dir() {
            try {
                return Files.createDirectories(file).toFile();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean delete() {
            list().forEach(Resource::delete);
            try {
                return Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Type getType() {
            if (Files.isDirectory(file)) return Type.DIRECTORY;
            return Files.exists(file) ? Type.RESOURCE : Type.UNDEFINED;
        }
    }
}
