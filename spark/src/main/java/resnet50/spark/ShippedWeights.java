package resnet50.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.weights.OpenedWeights;
import resnet50.weights.WeightsLocator;

/**
 * A network's weights as tasks carry them: the path of a file that each machine has, or handles of pieces that
 * executors fetch once, from the driver and from each other.
 *
 * @param file   path on the driver, or {@code synthetic}
 * @param pieces of the file, in order; empty if each machine has it
 */
record ShippedWeights(Network network, String file, List<Broadcast<byte[]>> pieces) implements Serializable {
    private static final String ON_EACH_MACHINE = "local:";
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    /** Small, because a piece is in the heap before Spark may move it to the disk. */
    private static final int PIECE_BYTES = 8 << 20;

    /**
     * Finds and checks the weights on the driver, and has Spark ship them if a machine may lack them.
     *
     * @throws UserException no input: not found or not readable; bad data: broken, of another network, or with wrong
     *     labels
     */
    static ShippedWeights of(SparkContext spark, LabelOptions options) {
        Optional<String> named = options.weights;
        boolean everywhere = named.filter(file -> file.startsWith(ON_EACH_MACHINE)).isPresent();
        if (everywhere) {
            named = named.map(file -> file.substring(ON_EACH_MACHINE.length()).replaceFirst("^//", ""));
        } else if (named.filter(file -> URI.matcher(file).matches()).isPresent()) {
            named = named.map(uri -> download(spark, uri));
        }
        WeightsLocator locator = WeightsLocator.ofThisMachine();
        try (OpenedWeights opened = locator.open(named, options.architecture, options.averaged)) {
            String source = opened.file().source();
            if (source.equals(WeightsLocator.SYNTHETIC)) {
                return new ShippedWeights(Network.of(opened, options), source, List.of());
            }
            Path file = Path.of(source).toAbsolutePath();
            List<Broadcast<byte[]>> pieces = everywhere || spark.isLocal() ? List.of() : pieces(spark, file);
            return new ShippedWeights(Network.of(opened, options), file.toString(), pieces);
        }
    }

    /** Returns the path of a copy, which is deleted when the driver ends. */
    private static String download(SparkContext spark, String uri) {
        try {
            org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(uri);
            Path folder = Files.createTempDirectory("resnet50-");
            folder.toFile().deleteOnExit();
            Path copy = folder.resolve(source.getName());
            copy.toFile().deleteOnExit();
            try (InputStream in = source.getFileSystem(spark.hadoopConfiguration()).open(source)) {
                Files.copy(in, copy);
            }
            return copy.toString();
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(ExitCode.NO_INPUT, uri + ": cannot be read; check the address and the network", e);
        }
    }

    private static List<Broadcast<byte[]>> pieces(SparkContext spark, Path file) {
        JavaSparkContext java = JavaSparkContext.fromSparkContext(spark);
        List<Broadcast<byte[]>> pieces = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] piece = in.readNBytes(PIECE_BYTES); piece.length > 0; piece = in.readNBytes(PIECE_BYTES)) {
                pieces.add(java.broadcast(piece));
            }
            return pieces;
        } catch (IOException e) {
            throw new UserException(ExitCode.NO_INPUT, file + ": cannot be read; check the disk or the network", e);
        }
    }

    /**
     * Calls a function with a path of the weights on this machine, or {@code synthetic}.
     *
     * @param open has read all weights when it returns: a file of pieces is deleted then
     * @throws UserException no input: the file is missing on this machine; bad data: it differs from the driver's
     */
    <T> T open(Function<String, T> open) {
        if (pieces.isEmpty()) {
            if (!file.equals(WeightsLocator.SYNTHETIC) && !Network.hash(Path.of(file)).equals(network.hash())) {
                throw UserException.badData(file + ": differs from the driver's file; copy that one to each machine");
            }
            return open.apply(file);
        }
        try {
            Path copy = Files.createTempFile("resnet50-", ".weights");
            try {
                try (OutputStream out = Files.newOutputStream(copy)) {
                    for (Broadcast<byte[]> piece : pieces) {
                        out.write(piece.value());
                    }
                }
                return open.apply(copy.toString());
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the weights cannot be written to the folder for temporary files", e);
        }
    }
}
