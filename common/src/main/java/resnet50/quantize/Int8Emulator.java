package resnet50.quantize;

import resnet50.core.Engine;
import resnet50.core.Int8Network;

/** An engine in exact 8-bit integer arithmetic; see {@link IntegerArithmetic}. */
public final class Int8Emulator implements Engine {
    private final Forward forward;
    private final IntegerArithmetic arithmetic;
    private final int lanes;

    /**
     * Prepares the weights.
     *
     * @param inputSize rows and columns of the pictures
     * @param lanes     pictures that may be computed at the same time
     */
    public Int8Emulator(Int8Network network, int inputSize, int lanes) {
        this.forward = new Forward(network.architecture(), inputSize);
        this.arithmetic = new IntegerArithmetic(network, inputSize);
        this.lanes = lanes;
    }

    @Override
    public void run(float[] input, float[] logits) {
        float[] result = forward.logits(input, arithmetic);
        System.arraycopy(result, 0, logits, 0, result.length);
    }

    @Override
    public int lanes() {
        return lanes;
    }
}
