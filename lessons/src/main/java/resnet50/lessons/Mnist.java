package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * MNIST: a network learns to recognize digits. The lesson is {@link DigitNetwork}. This class trains the network in
 * small batches, and runs the commands {@code mnist train}, {@code mnist test} and {@code mnist draw}.
 */
final class Mnist implements Lesson {
    /** A digit drawn with a mouse, for {@code mnist draw}. */
    static final String DRAWING = "drawing.png";

    private static final String TRAINED = "weights.bin";
    private static final int BATCH = 32;
    private static final double RATE = 0.04;
    private static final double MOMENTUM = 0.9;

    /**
     * A trained network.
     *
     * @param losses mean loss of each batch, in order
     */
    record Training(DigitNetwork network, double[] losses) {
    }

    /**
     * Trains a new network. An epoch processes all digits once, in random order, each shifted by up to one pixel, so
     * that the network does not memorize single pixels. After each batch, the weights take one step. The steps become
     * smaller toward the end. Equal seeds give equal weights, because training uses one thread, Java's random numbers
     * and strict arithmetic.
     *
     * @param log gets one line per epoch
     */
    static Training train(Digits digits, long seed, int epochs, PrintStream log) {
        Random random = new Random(seed);
        DigitNetwork network = new DigitNetwork(random);
        int batches = digits.count() / BATCH;
        double[] losses = new double[epochs * batches];
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = shuffled(digits.count(), random);
            double rate = RATE * (epochs - epoch) / epochs;
            double epochLoss = 0;
            for (int batch = 0; batch < batches; batch++) {
                double loss = 0;
                for (int i = batch * BATCH; i < (batch + 1) * BATCH; i++) {
                    int label = digits.labels()[order[i]];
                    network.forward(moved(digits.images()[order[i]], random.nextInt(3) - 1, random.nextInt(3) - 1));
                    network.backward(label);
                    loss += network.loss(label);
                }
                network.step(rate / BATCH, MOMENTUM);
                losses[epoch * batches + batch] = loss / BATCH;
                epochLoss += loss;
            }
            log.printf(Locale.ROOT, "epoch %2d of %d: loss %.4f%n", epoch + 1, epochs, epochLoss / (batches * BATCH));
        }
        return new Training(network, losses);
    }

    /** Returns the numbers from 0 to {@code count - 1} in random order. */
    private static int[] shuffled(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    /** Shifts the image to the right and downward; pixels shifted out of the image are lost. */
    private static double[] moved(double[] image, int right, int down) {
        int size = DigitNetwork.SIZE;
        double[] out = new double[image.length];
        for (int y = Math.max(0, down); y < Math.min(size, size + down); y++) {
            for (int x = Math.max(0, right); x < Math.min(size, size + right); x++) {
                out[y * size + x] = image[(y - down) * size + x - right];
            }
        }
        return out;
    }

    /** Counts how often each digit (row) is recognized as each digit (column). */
    static int[][] confusion(DigitNetwork network, Digits digits) {
        int[][] counts = new int[DigitNetwork.CLASSES][DigitNetwork.CLASSES];
        for (int i = 0; i < digits.count(); i++) {
            counts[digits.labels()[i]][best(network.forward(digits.images()[i]))]++;
        }
        return counts;
    }

    /** Returns the share of correctly recognized digits. */
    static double accuracy(int[][] confusion) {
        int right = 0;
        int all = 0;
        for (int label = 0; label < confusion.length; label++) {
            for (int answer = 0; answer < confusion.length; answer++) {
                right += label == answer ? confusion[label][answer] : 0;
                all += confusion[label][answer];
            }
        }
        return (double) right / all;
    }

    /** Returns the most probable digit. */
    static int best(double[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        return best;
    }

    @Override
    public String name() {
        return "mnist";
    }

    @Override
    public String idea() {
        return "a small network learns to read digits; backpropagation by hand";
    }

    @Override
    public String usage() {
        return "train|test|draw [IN] [-o OUT] [OPTIONS]";
    }

    @Override
    public String optionsHelp() {
        return """
                mnist train      learn from 8,000 digits; writes OUT (mnist-weights.bin) and the loss as a picture beside it
                  --seed 1       of the random numbers; equal seeds give equal weights
                  --epochs 10    how often each digit is shown: 1 to 100
                mnist test       read the 2,000 digits held back; writes the mistakes to OUT (mnist-mistakes.png)
                mnist draw IN    read a digit that you drew; writes what the network saw to OUT (mnist-draw.png)
                  --weights FILE of test and draw: made by train; default: those in the jar""";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        switch (options.action("train", "test", "draw")) {
            case "train" -> runTrain(options, out);
            case "test" -> runTest(options, out);
            default -> runDraw(options, out);
        }
    }

    private static void runTrain(Options options, PrintStream out) throws IOException {
        int seed = options.integer("--seed", 1, 0, Integer.MAX_VALUE);
        int epochs = options.integer("--epochs", 10, 1, 100);
        options.doneWithoutPicture();
        Path weights = options.out("mnist-weights.bin");
        Path picture = Options.beside(weights, "-loss.png");
        long started = System.nanoTime();
        Training training = train(Digits.training(), seed, epochs, out);
        out.printf(Locale.ROOT, "%d epochs in %.1f s%n", epochs, (System.nanoTime() - started) / 1e9);
        WeightsFile.write(weights, training.network());
        out.println("wrote " + weights);
        PictureFiles.write(picture, MnistPictures.losses(training.losses(), epochs));
        out.println("wrote " + picture);
    }

    private static void runTest(Options options, PrintStream out) throws IOException {
        DigitNetwork network = network(options);
        options.doneWithoutPicture();
        Digits digits = Digits.heldBack();
        int[][] confusion = confusion(network, digits);
        out.printf(Locale.ROOT, "read right: %.2f %% of %d digits%n", 100 * accuracy(confusion), digits.count());
        out.println("digit  read as 0    1    2    3    4    5    6    7    8    9");
        for (int label = 0; label < confusion.length; label++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%5d       ", label));
            for (int count : confusion[label]) {
                line.append(String.format(Locale.ROOT, "%5s", count == 0 ? "." : count));
            }
            out.println(line);
        }
        options.write(options.out("mnist-mistakes.png"), MnistPictures.mistakes(network, digits), out);
    }

    private static void runDraw(Options options, PrintStream out) throws IOException {
        DigitNetwork network = network(options);
        options.done();
        double[] image = Drawing.normalize(Gray.gray(options.picture()), options.pictureName());
        double[] probabilities = network.forward(image);
        for (int k = 0; k < probabilities.length; k++) {
            String bar = "#".repeat((int) Math.round(40 * probabilities[k]));
            out.println(String.format(Locale.ROOT, "%d %7.2f %%  %s", k, 100 * probabilities[k], bar).stripTrailing());
        }
        out.println("this is a " + best(probabilities));
        options.write(options.out("mnist-draw.png"), MnistPictures.answer(network, image), out);
    }

    private static DigitNetwork network(Options options) throws IOException {
        String file = options.value("--weights", null);
        return file == null ? WeightsFile.parse(PictureFiles.ownBytes(TRAINED), TRAINED) : WeightsFile.read(Options.path(file));
    }
}
