package resnet50.spark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import resnet50.core.Printable;
import resnet50.core.UserException;

/**
 * Reads the files of a task's next rows while the current picture is computed, because a remote store has a high
 * latency.
 */
final class ReadAhead implements Iterator<ReadAhead.Read>, AutoCloseable {
    private static final int MAX_FILES = 8;
    private static final long MAX_BYTES = 16 << 20;

    /** A row with its file, or with the reason why it cannot be read; the other is null. */
    record Read(Row row, PictureFile file, UserException problem) {}

    private record Pending(Row row, long bytes, Future<PictureFile> file) {}

    private final Iterator<Row> rows;
    private final Function<Row, String> path;
    private final ToLongFunction<Row> length;
    private final Configuration hadoop;
    private final int maxBytes;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final ArrayDeque<Pending> ahead = new ArrayDeque<>();
    private long bytesAhead;

    /**
     * Reads nothing yet.
     *
     * @param path   of a row's picture, or null
     * @param length expected, in bytes
     */
    ReadAhead(
            Iterator<Row> rows,
            Function<Row, String> path,
            ToLongFunction<Row> length,
            Configuration hadoop,
            int maxBytes) {
        this.rows = rows;
        this.path = path;
        this.length = length;
        this.hadoop = hadoop;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || rows.hasNext();
    }

    @Override
    public Read next() {
        while (rows.hasNext() && (ahead.isEmpty() || (ahead.size() < MAX_FILES && bytesAhead < MAX_BYTES))) {
            Row row = rows.next();
            long bytes = Math.min(length.applyAsLong(row), maxBytes);
            bytesAhead += bytes;
            ahead.add(new Pending(row, bytes, begin(path.apply(row))));
        }
        Pending first = ahead.remove();
        bytesAhead -= first.bytes;
        try {
            return new Read(first.row, first.file.get(), null);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case UserException problem -> new Read(first.row, null, problem);
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw new IllegalStateException(e.getCause());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a picture is being read", e);
        }
    }

    /** Gets the file system on the task's thread, which has the user's identity. */
    private Future<PictureFile> begin(String name) {
        if (name == null) {
            return CompletableFuture.failedFuture(
                    UserException.noInput("null: neither a path nor bytes; check the table"));
        }
        try {
            Path file = new Path(name);
            FileSystem files = file.getFileSystem(hadoop);
            return readers.submit(() -> PictureFile.read(files, file, maxBytes));
        } catch (IOException | IllegalArgumentException e) {
            String reason = Printable.text(String.valueOf(e.getMessage()));
            return CompletableFuture.failedFuture(UserException.noInput(
                    Printable.text(name) + ": no path that can be read: " + reason + "; check the table"));
        }
    }

    /** Interrupts reads in progress. */
    @Override
    public void close() {
        readers.shutdownNow();
    }
}
