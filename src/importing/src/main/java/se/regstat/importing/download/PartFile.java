package se.regstat.importing.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.file.Unwritable;

/**
 * A body that is being received into a file. Where it breaks off, what there is stays, with the tag of the version that it is a
 * part of; the next request asks for the rest of that version, and gets the whole of another.
 */
final class PartFile implements HttpResponse.BodyHandler<PartFile.Received> {

    private static final int LEAST_SHOWN = 1 << 20;

    private final Path file;
    private final Path tagFile;
    private final Progress progress;
    private final URI address;

    /**
     * A whole answer.
     *
     * @param file with it, all parts of it
     * @param bytes that came in this response
     */
    record Received(Path file, long bytes) {}

    PartFile(Path file, Progress progress, URI address) {
        this.file = file;
        this.tagFile = file.resolveSibling(file.getFileName() + ".tag");
        this.progress = progress;
        this.address = address;
    }

    /** Asks for the rest where there is a part. @return whether there is */
    boolean resume(HttpRequest.Builder request) {
        try {
            if (!Files.exists(file) || !Files.exists(tagFile) || Files.size(file) == 0) return false;
            request.header("Range", "bytes=" + Files.size(file) + "-").header("If-Range", Files.readString(tagFile));
            return true;
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    void done() throws IOException {
        Files.deleteIfExists(tagFile);
    }

    /** Forgets what there is of the file. @return whether there was anything */
    boolean discard() {
        try {
            Files.deleteIfExists(said());
            Files.deleteIfExists(tagFile);
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ImportException(Unwritable.told(file, e), e);
        }
    }

    private Path said() {
        return file.resolveSibling(file.getFileName() + ".said");
    }

    /** By which a server knows a version: a strong ETag, else when it was last changed; empty if it tells neither. */
    static String tag(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(PartFile::isEntityTag)
                .or(() -> headers.firstValue("Last-Modified"))
                .orElse("");
    }

    static boolean isEntityTag(String tag) {
        return tag.startsWith("\"");
    }

    @Override
    public HttpResponse.BodySubscriber<Received> apply(HttpResponse.ResponseInfo response) {
        try {
            if (response.statusCode() != 200 && response.statusCode() != 206) {
                Path said = said(); // what there is of the file stays
                Files.deleteIfExists(said);
                return new Writing(said, 0);
            }
            String begun = "bytes " + size() + "-";
            boolean rest = response.statusCode() == 206
                    && response.headers()
                            .firstValue("Content-Range")
                            .filter(range -> range.startsWith(begun))
                            .isPresent();
            if (response.statusCode() == 206 && !rest) {
                // Asked for again, the whole comes.
                Files.deleteIfExists(file);
                Files.deleteIfExists(tagFile);
                return new Failed(new IOException("another part came than was asked for"));
            }
            if (!rest) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(tagFile);
                String tag = tag(response.headers());
                if (!tag.isEmpty()) Files.writeString(tagFile, tag);
            }
            long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
            return new Writing(file, length);
        } catch (IOException e) {
            return new Failed(new ImportException(Unwritable.told(file, e), e));
        }
    }

    private long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Writes what comes at the end of the file. */
    private final class Writing implements HttpResponse.BodySubscriber<Received> {
        private final CompletableFuture<Received> result = new CompletableFuture<>();
        private final boolean shown;
        private final Path target;
        private final FileChannel channel;
        private Flow.Subscription subscription;
        private long bytes;

        Writing(Path target, long length) throws IOException {
            this.target = target;
            channel = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            shown = length >= LEAST_SHOWN;
            if (shown) progress.begin("fetching from " + address.getHost() + ", bytes", length);
        }

        @Override
        public CompletionStage<Received> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            try {
                for (ByteBuffer buffer : buffers) {
                    bytes += buffer.remaining();
                    while (buffer.hasRemaining()) channel.write(buffer);
                }
                if (shown) progress.at(bytes);
                subscription.request(1);
            } catch (IOException e) {
                subscription.cancel();
                onError(new ImportException(Unwritable.told(target, e), e));
            }
        }

        @Override
        public void onError(Throwable e) {
            close();
            result.completeExceptionally(e);
        }

        @Override
        public void onComplete() {
            close();
            result.complete(new Received(target, bytes));
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** Of a response that cannot be received. */
    private static final class Failed implements HttpResponse.BodySubscriber<Received> {
        private final Exception why;

        Failed(Exception why) {
            this.why = why;
        }

        @Override
        public CompletionStage<Received> getBody() {
            return CompletableFuture.failedFuture(why);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {}

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onComplete() {}
    }
}
