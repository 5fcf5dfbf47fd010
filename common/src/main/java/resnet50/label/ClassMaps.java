package resnet50.label;

import java.util.Arrays;
import java.util.function.Supplier;
import resnet50.core.Architecture;
import resnet50.core.LayerListener;
import resnet50.core.WeightsFile;

/**
 * Computes class activation maps of a network. It is the engine's listener, and copies the last block's output of
 * inferences in {@link #during}; other inferences cost nothing. Threads may share it.
 */
public final class ClassMaps implements LayerListener {
    /** The inference of the calling thread. */
    private static final ScopedValue<OfPicture> CURRENT = ScopedValue.newInstance();

    private final String lastBlock;
    private final int channels;
    private final float[] weight; // [classes][channels]
    private final float[] bias; // [classes]

    /** The logits of one picture and its maps, one per class. */
    public final class OfPicture {
        private float[] activation; // [height][width][channels], the input of the average pooling
        private int height;
        private int width;
        private float[] logits;

        private OfPicture() {}

        /** [classes] */
        public float[] logits() {
            return logits;
        }

        /**
         * Computes the map of a class.
         *
         * @param index class, from 0
         * @return [rows][columns] of the last block, 7x7 for pictures of 224x224
         */
        public ClassMap of(int index) {
            float[] values = new float[height * width];
            int row = Math.multiplyExact(index, channels);
            for (int position = 0; position < values.length; position++) {
                double sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += (double) weight[row + c] * activation[position * channels + c];
                }
                values[position] = (float) sum;
            }
            return new ClassMap(height, width, values, bias[index]);
        }
    }

    /**
     * Reads the weights of the last layer, 8 MB for resnet50.
     *
     * @param weights match the architecture
     */
    public ClassMaps(Architecture architecture, WeightsFile weights) {
        this.lastBlock = "layer" + architecture.layers().size() + "." + (architecture.layers().getLast() - 1);
        this.channels = architecture.features();
        this.weight = weights.floats("fc.weight");
        this.bias = weights.floats("fc.bias");
    }

    @Override
    public boolean reads(String layer) {
        return CURRENT.isBound() && layer.equals(lastBlock);
    }

    @Override
    public void finished(String layer, float[] data, int offset, int height, int width, int layerChannels) {
        if (reads(layer)) {
            OfPicture current = CURRENT.get();
            current.activation = Arrays.copyOfRange(data, offset, offset + height * width * layerChannels);
            current.height = height;
            current.width = width;
        }
    }

    /**
     * Runs one inference and returns its maps.
     *
     * @param inference runs the engine on the calling thread; returns the logits
     * @throws IllegalStateException if the engine does not report the last block
     */
    public OfPicture during(Supplier<float[]> inference) {
        OfPicture current = new OfPicture();
        ScopedValue.where(CURRENT, current).run(() -> current.logits = inference.get());
        if (current.activation == null) {
            throw new IllegalStateException("the engine has not reported " + lastBlock);
        }
        return current;
    }
}
