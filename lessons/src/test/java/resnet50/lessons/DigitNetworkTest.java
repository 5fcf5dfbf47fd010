package resnet50.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gradients, training and weights file of the small network. */
class DigitNetworkTest {
    private static final PrintStream NO_LOG = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    /**
     * Compares each gradient with the central difference of the loss. Biases are not zero: on a blank input, ReLU would be at 0,
     * where it has no derivative.
     */
    @Test
    void gradientsEqualFiniteDifferences() throws IOException {
        Digits digits = Digits.training().first(3);
        DigitNetwork network = new DigitNetwork(new Random(5));
        for (int c = 0; c < DigitNetwork.CHANNELS; c++) {
            network.weights.convBias()[c] = c % 2 == 0 ? 0.1 : -0.1;
        }
        for (int i = 0; i < digits.count(); i++) {
            network.forward(digits.images()[i]);
            network.backward(digits.labels()[i]);
        }
        double delta = 1e-6;
        double[][] weights = network.weights.arrays();
        double[][] gradients = network.gradients.arrays();
        for (int a = 0; a < weights.length; a++) {
            assertTrue(Arrays.stream(gradients[a]).anyMatch(gradient -> Math.abs(gradient) > 0.01), "array " + a);
            for (int i = 0; i < weights[a].length; i += a == 2 ? 7 : 1) {
                double weight = weights[a][i];
                weights[a][i] = weight + delta;
                double above = loss(network, digits);
                weights[a][i] = weight - delta;
                double below = loss(network, digits);
                weights[a][i] = weight;
                double expected = (above - below) / (2 * delta);
                assertEquals(expected, gradients[a][i], 1e-6 * (1 + Math.abs(expected)), "array " + a + ", weight " + i);
            }
        }
    }

    private static double loss(DigitNetwork network, Digits digits) {
        double loss = 0;
        for (int i = 0; i < digits.count(); i++) {
            network.forward(digits.images()[i]);
            loss += network.loss(digits.labels()[i]);
        }
        return loss;
    }

    /** Trains with a tenth of the digits, for three epochs. */
    @Test
    void trainingLearnsAndIsReproducible() throws IOException {
        Digits few = Digits.training().first(800);
        Mnist.Training one = Mnist.train(few, 1, 3, NO_LOG);
        Mnist.Training same = Mnist.train(few, 1, 3, NO_LOG);
        Mnist.Training other = Mnist.train(few, 2, 3, NO_LOG);
        assertArrayEquals(one.losses(), same.losses());
        for (int a = 0; a < one.network().weights.arrays().length; a++) {
            assertArrayEquals(one.network().weights.arrays()[a], same.network().weights.arrays()[a]);
        }
        assertFalse(Arrays.equals(one.network().weights.conv(), other.network().weights.conv()));
        double accuracy = Mnist.accuracy(Mnist.confusion(one.network(), Digits.heldBack()));
        assertTrue(accuracy > 0.85, "accuracy " + accuracy);
    }

    /** The weights in the jar are those of {@code mnist train} with its defaults. */
    @Test
    void theTrainedNetworkRecognizesHeldBackDigits() throws IOException {
        DigitNetwork network = WeightsFile.read(Path.of("mnist/weights.bin"));
        double accuracy = Mnist.accuracy(Mnist.confusion(network, Digits.heldBack()));
        assertTrue(accuracy >= 0.97, "accuracy " + accuracy);
    }

    @Test
    void containsAllDigits() throws IOException {
        Digits training = Digits.training();
        Digits heldBack = Digits.heldBack();
        assertEquals(8000, training.count());
        assertEquals(2000, heldBack.count());
        assertTrue(Arrays.stream(training.labels()).allMatch(label -> label >= 0 && label < 10));
        for (double[] image : heldBack.images()) {
            assertTrue(Arrays.stream(image).sum() > 10);
        }
    }

    @Test
    void weightsSurviveWritingAndReading() throws IOException {
        Path file = folder.resolve("weights.bin");
        DigitNetwork network = new DigitNetwork(new Random(3));
        WeightsFile.write(file, network);
        DigitNetwork read = WeightsFile.read(file);
        for (int a = 0; a < 4; a++) {
            assertArrayEquals(network.weights.arrays()[a], read.weights.arrays()[a], 1e-6);
        }
        byte[] content = Files.readAllBytes(file);
        byte[] notANumber = content.clone();
        Arrays.fill(notANumber, 8, 12, (byte) 0xff);
        for (byte[] broken : new byte[][] {new byte[0], Arrays.copyOf(content, content.length - 1), new byte[content.length], notANumber}) {
            assertEquals(65, assertThrows(
                    LessonException.class, () -> WeightsFile.parse(broken, "broken")).exitCode());
        }
    }
}
