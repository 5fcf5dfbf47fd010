package resnet50.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import resnet50.core.Progress;

/** An HTTP GET request that downloads into a file, or resumes a partial download at the end of the file. */
final class HttpTransfer {
    /** The outcome of a transfer. */
    enum Outcome {
        COMPLETE,
        /** The server cannot send the bytes after the end of the file; nothing was written. */
        RANGE_REFUSED
    }

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int CHUNK = 1 << 16;

    private final HttpClient client;
    private final Duration stallTimeout;
    private final long maxBytes;
    private final Progress progress;

    /**
     * @param stallTimeout maximum time without data from the server
     * @param maxBytes     maximum size of the file
     */
    HttpTransfer(HttpClient client, Duration stallTimeout, long maxBytes, Progress progress) {
        this.client = client;
        this.stallTimeout = stallTimeout;
        this.maxBytes = maxBytes;
        this.progress = progress;
    }

    /**
     * Downloads the bytes that the file lacks. If the server sends the whole file instead, the download starts over.
     *
     * @throws IOException if the transfer fails, with a message for users; bytes received so far stay in the file
     */
    Outcome run(URI uri, FileChannel file) throws IOException, InterruptedException {
        long have = file.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case OK -> {
                    file.truncate(0);
                    copy(response, body, file, 0);
                    yield Outcome.COMPLETE;
                }
                case PARTIAL_CONTENT -> {
                    String range = response.headers().firstValue("Content-Range").orElse("");
                    if (!range.startsWith("bytes " + have + "-")) {
                        yield Outcome.RANGE_REFUSED;
                    }
                    copy(response, body, file, have);
                    yield Outcome.COMPLETE;
                }
                case RANGE_NOT_SATISFIABLE -> Outcome.RANGE_REFUSED;
                default -> throw new IOException("the server answers " + response.statusCode());
            };
        }
    }

    /** Waits for the headers only. On newer JDKs, {@link HttpRequest.Builder#timeout} includes the body. */
    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return answer.get(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(stalled(), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw new IOException("the server cannot be reached (" + reason + ")", cause);
        }
    }

    private void copy(HttpResponse<?> response, InputStream body, FileChannel file, long from) throws IOException {
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long total = length < 0 ? 0 : from + length;
        requireAllowed(Math.max(from, total));
        AtomicLong lastRead = new AtomicLong(System.nanoTime());
        AtomicBoolean stalled = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> closeWhenStalled(body, lastRead, stalled));
        long done = from;
        try {
            byte[] chunk = new byte[CHUNK];
            for (int count = read(body, chunk, done, stalled); count >= 0; count = read(body, chunk, done, stalled)) {
                lastRead.set(System.nanoTime());
                requireAllowed(done + count);
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
                while (bytes.hasRemaining()) {
                    done += file.write(bytes, done);
                }
                progress.update("downloading weights", done, total);
            }
        } finally {
            watch.interrupt();
        }
    }

    private int read(InputStream body, byte[] chunk, long done, AtomicBoolean stalled) throws IOException {
        try {
            int count = body.read(chunk);
            if (!stalled.get()) {
                return count;
            }
        } catch (IOException e) {
            if (!stalled.get()) {
                throw new IOException("cut off after " + done + " bytes (" + e.getMessage() + ")", e);
            }
        }
        throw new IOException(stalled());
    }

    /** Closes the stream after {@code stallTimeout} without data. Only closing it ends a blocked read. */
    private void closeWhenStalled(InputStream body, AtomicLong lastRead, AtomicBoolean stalled) {
        try {
            long idle = 0;
            while (idle < stallTimeout.toNanos()) {
                TimeUnit.NANOSECONDS.sleep(stallTimeout.toNanos() - idle);
                idle = System.nanoTime() - lastRead.get();
            }
            stalled.set(true);
            body.close();
        } catch (InterruptedException | IOException _) {
            // the transfer has ended
        }
    }

    private void requireAllowed(long bytes) throws IOException {
        if (bytes > maxBytes) {
            throw new IOException("more than the " + maxBytes + " bytes that any of these files has");
        }
    }

    private String stalled() {
        return "nothing came for " + stallTimeout.toMillis() / 1000.0 + " s";
    }
}
