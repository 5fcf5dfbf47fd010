package resnet50.eval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import resnet50.api.Prediction;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.eval.Outcome.Labeled;
import resnet50.text.Csv;

/**
 * The CSV file of an evaluation: one row per picture, with its class and the indices and probabilities of the five most
 * probable labels. Rows are written at once, so that an interrupted evaluation can be resumed. The last column
 * describes the network, its weights and the preprocessing; rows of different ones must not be mixed.
 */
public final class ResultsFile implements AutoCloseable {
    private static final List<String> HEADING = heading();
    private static final int FIRST_GUESS = 2;
    private static final int NETWORK = HEADING.size() - 1;

    /** A picture that an earlier run labeled. */
    record Done(String name, int truth, int[] guesses) {}

    private final String source;
    private final String network;
    private final FileChannel channel;
    private final List<Done> done = new ArrayList<>();

    private ResultsFile(String source, String network, FileChannel channel) {
        this.source = source;
        this.network = network;
        this.channel = channel;
    }

    private static List<String> heading() {
        List<String> heading = new ArrayList<>(List.of("picture", "class"));
        for (int rank = 1; rank <= Tally.TOP; rank++) {
            heading.add("top" + rank);
            heading.add("probability" + rank);
        }
        heading.add("network");
        return heading;
    }

    /**
     * Opens a file for more rows, or creates it. An incomplete row at its end is removed.
     *
     * @param network as in {@link EvalResult}
     * @throws UserException no input: it cannot be written, or another process writes it; bad data: it is not the file
     *         of an evaluation, or of another network
     */
    public static ResultsFile open(Path file, String network) {
        String source = Printable.text(file.toString());
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ResultsFile results = new ResultsFile(source, network, channel);
            results.lock();
            results.readRows();
            return results;
        } catch (IOException e) {
            close(channel);
            throw unwritable(source, e);
        } catch (UserException e) {
            close(channel);
            throw e;
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // it was not used
        }
    }

    /** Locks the file until the channel is closed. */
    private void lock() throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            throw UserException.noInput(source + ": is being written by another process; wait for it");
        }
    }

    private void readRows() throws IOException {
        String text = read();
        int end = 0;
        for (Csv.Row row : Csv.rows(text)) {
            if (!row.complete()) {
                break;
            }
            if (end == 0 && !row.cells().equals(HEADING)) {
                throw UserException.badData(source + ": is not the CSV file of an evaluation; give another name");
            }
            if (end > 0) {
                done.add(done(row.cells()));
            }
            end = row.end();
        }
        if (end == 0 && !Csv.row(HEADING).startsWith(text)) {
            throw UserException.badData(source + ": is not the CSV file of an evaluation; give another name");
        }
        channel.truncate(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
        if (end == 0) {
            append(HEADING);
        }
    }

    private String read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        int count;
        do {
            count = channel.read(bytes);
        } while (count >= 0 && bytes.hasRemaining());
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private Done done(List<String> cells) {
        try {
            if (!cells.get(NETWORK).equals(network)) {
                throw UserException.badData(source + ": is of " + Printable.quote(cells.get(NETWORK)) + ", not of " + network
                        + "; give another name");
            }
            List<Integer> guesses = new ArrayList<>();
            for (int cell = FIRST_GUESS; cell < NETWORK && !cells.get(cell).isEmpty(); cell += 2) {
                guesses.add(Integer.parseInt(cells.get(cell)));
            }
            if (guesses.isEmpty()) {
                throw new NumberFormatException("no guess");
            }
            return new Done(
                    cells.getFirst(), Integer.parseInt(cells.get(1)), guesses.stream().mapToInt(Integer::intValue).toArray());
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            throw UserException.badData(source + ": has a row that no evaluation wrote, of "
                    + Printable.quote(cells.getFirst()) + "; take it out");
        }
    }

    /** Pictures that are labeled already. */
    List<Done> done() {
        return done;
    }

    /** The file's name, for messages. */
    String source() {
        return source;
    }

    /**
     * Adds a row.
     *
     * @throws UserException no input: the disk is full or gone
     */
    void add(Labeled labeled) {
        List<String> cells = new ArrayList<>(
                List.of(labeled.example().name(), Integer.toString(labeled.example().truth())));
        for (Prediction p : labeled.predictions()) {
            cells.add(Integer.toString(p.index()));
            cells.add(String.format(Locale.ROOT, "%.6f", p.probability()));
        }
        while (cells.size() < NETWORK) {
            cells.add("");
        }
        cells.add(network);
        try {
            append(cells);
        } catch (IOException e) {
            throw unwritable(source, e);
        }
    }

    private void append(List<String> cells) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(Csv.row(cells));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static UserException unwritable(String source, IOException e) {
        return new UserException(
                ExitCode.NO_INPUT,
                source + ": cannot be written (" + e.getMessage() + "); check the folder, its permissions and the disk",
                e);
    }

    @Override
    public void close() {
        close(channel);
    }
}
