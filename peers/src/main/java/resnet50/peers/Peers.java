package resnet50.peers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import resnet50.cli.Main;
import resnet50.cli.Messages;
import resnet50.label.Labels;
import resnet50.label.TopK;
import resnet50.measure.Statistics;
import resnet50.picture.Exif;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.weights.SyntheticWeights;

/** Runs a network with a peer and prints the time of each run. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {"Usage: java -jar peers.jar [OPTIONS] [PICTURE...]", "       java -jar peers.jar worker|label|eval [OPTIONS]"},
        synopsisHeading = "",
        description = "Runs a network by another program, on the seeded picture or on given ones, and prints what each run took.",
        subcommands = {PeerWorker.class, PeerLabels.class, PeerEval.class})
public final class Peers implements Callable<Integer> {
    private static final double NANOS_PER_MS = 1e6;

    @Mixin
    private PeerOptions options;

    @Option(names = "--runs", paramLabel = "N", order = 2, defaultValue = "20", description = "How often (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, order = 20, description = "Show where errors come from.")
    private boolean verbose;

    @Parameters(paramLabel = "PICTURE", arity = "0..*", description = "Files to label; the batch is filled with them in turns.")
    private List<Path> pictures = List.of();

    private Peers() {}

    public static void main(String[] args) {
        Peers root = new Peers();
        System.exit(Main.run(new CommandLine(root), root::messages, args));
    }

    Messages messages() {
        return new Messages(System.err, verbose);
    }

    @Override
    public Integer call() {
        try (Peer peer = options.load()) {
            messages().note(options.description(peer) + ", batch " + peer.batch() + ", threads " + options.threads());
            for (int i = 0; i < peer.batch(); i++) {
                peer.setInput(i, input(i, peer.size()));
            }
            float[] logits = new float[peer.batch() * peer.classes()]; // [batch][classes]
            double[] times = new double[Math.max(1, runs)];
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                peer.run(logits);
                times[i] = (System.nanoTime() - start) / NANOS_PER_MS;
                System.out.printf(Locale.ROOT, "run %d  %.2f ms%n", i + 1, times[i]);
            }
            System.out.printf(Locale.ROOT, "median  %.2f ms%n", Statistics.median(times));
            for (int i = 0; i < Math.min(pictures.size(), peer.batch()); i++) {
                int from = i * peer.classes();
                System.out.println(line(pictures.get(i), Arrays.copyOfRange(logits, from, from + peer.classes())));
            }
        }
        return 0;
    }

    /** Returns the input at an index of the batch, as [size][size][3]. */
    private float[] input(int index, int size) {
        if (pictures.isEmpty()) {
            return SyntheticWeights.input(size);
        }
        return read(pictures.get(index % pictures.size()), size);
    }

    /** Decodes and preprocesses a picture like a stage. Returns [size][size][3]. */
    float[] read(Path picture, int size) {
        PictureReader reader = new PictureReader(Exif.APPLY, false, messages()::note);
        Preprocessor standard = Preprocessor.STANDARD;
        return new Preprocessor(standard.resize(), size, standard.mode()).input(reader.read(picture));
    }

    /** Returns an output line: the picture, its most probable label and the label's logit. */
    static String line(Path picture, float[] logits) {
        int best = TopK.indices(logits, 1)[0];
        Labels labels = Labels.imageNet();
        String label = logits.length == labels.size() ? labels.label(best) : Integer.toString(best);
        return String.format(Locale.ROOT, "%s  %s (%.3f)", picture, label, logits[best]);
    }
}
