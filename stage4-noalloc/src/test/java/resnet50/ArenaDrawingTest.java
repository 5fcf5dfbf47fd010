package resnet50;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.weights.SyntheticWeights;

/** Draws the arena of resnet50 from its actual layout. The README must contain this drawing. */
class ArenaDrawingTest {
    private static final Architecture RESNET50 = Architecture.named("resnet50").orElseThrow();
    private static final int INPUT_SIZE = 224;
    private static final int ROWS_DRAWN = 10;
    private static final int LABEL = 22;
    private static final double BYTES_PER_CHARACTER = 150_000;
    private static final double MB = 1e6;

    /** Draws a row for each of the first regions that are taken: all regions that are live at that time. */
    private static final class DrawnBuffers extends Buffers {
        final List<Activation> alive = new ArrayList<>();
        final List<String> rows = new ArrayList<>();
        int taken;
        long floatsTaken;

        DrawnBuffers() {
            super(LayerListener.NONE);
        }

        @Override
        Activation take(int height, int width, int channels) {
            Activation place = super.take(height, width, channels);
            alive.add(place);
            floatsTaken += place.size();
            if (taken++ < ROWS_DRAWN) {
                StringBuilder row = new StringBuilder();
                alive.forEach(other -> draw(other, other.equals(place) ? '#' : '=', row));
                rows.add(row.toString());
            }
            return place;
        }

        @Override
        void release(Activation a) {
            assertTrue(alive.remove(a), a + " is released twice");
            super.release(a);
        }

        private static void draw(Activation place, char fill, StringBuilder row) {
            int begin = column(place.offset());
            int end = column(place.offset() + place.size());
            row.append(" ".repeat(Math.max(0, end - row.length())));
            row.replace(begin, end, "[" + String.valueOf(fill).repeat(end - begin - 2) + "]");
        }

        private static int column(int index) {
            return (int) Math.round(index * Float.BYTES / BYTES_PER_CHARACTER);
        }
    }

    /** The layers with a region of their own, in the order in which they reserve it. */
    private static List<String> layers() {
        List<String> layers = new ArrayList<>(RESNET50.convolutions(INPUT_SIZE).stream().map(Convolution::name).toList());
        layers.addFirst("input");
        layers.add(layers.indexOf("conv1") + 1, "maxpool");
        layers.add(layers.indexOf("fc"), "avgpool");
        return layers;
    }

    @Test
    void theReadmesDrawingShowsTheLayout() throws IOException {
        DrawnBuffers buffers = new DrawnBuffers();
        try (SyntheticWeights weights = new SyntheticWeights(RESNET50)) {
            new ResNet(RESNET50, INPUT_SIZE, new Weights(weights, Progress.NONE, RESNET50.parameters().size()), buffers);
        }
        List<String> layers = layers();
        assertEquals(layers.size(), buffers.taken, "number of places taken");
        StringBuilder drawing = new StringBuilder();
        for (int i = 0; i < ROWS_DRAWN; i++) {
            drawing.append("    ").append(layers.get(i)).repeat(' ', LABEL - layers.get(i).length());
            drawing.append(buffers.rows.get(i)).append('\n');
        }
        drawing.append(String.format(Locale.ROOT, """

                The arena comes to %.1f MB. Side by side, the results of all layers would take %.1f.
                """, buffers.data().length * Float.BYTES / MB, buffers.floatsTaken * Float.BYTES / MB));

        String[] readme = Files.readString(Path.of(System.getProperty("basedir"), "README.md")).split("<!-- /?arena -->\n");
        assertEquals(3, readme.length, () -> Arrays.toString(readme));
        assertEquals(drawing.toString().strip(), readme[1].strip());
    }
}
