package resnet50;

import java.util.List;
import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.Engine;

/**
 * The whole network: the stem, which reduces the resolution; the residual blocks; and the classifier, a fully connected
 * layer on the mean of each channel.
 */
final class ResNet implements Engine {
    private final Activation input;
    private final Conv2d conv1;
    private final ReLU relu;
    private final MaxPool2d maxpool;
    private final Block[] blocks;
    private final AvgPool2d avgpool;
    private final Linear fc;

    /** @param inputSize rows and columns of the input picture */
    ResNet(Architecture architecture, int inputSize, Weights weights, Buffers buffers) {
        input = buffers.take(inputSize, inputSize, 3);
        conv1 = new Conv2d(architecture.stem(inputSize), weights, buffers);
        buffers.release(input);
        relu = new ReLU("relu", buffers);
        maxpool = new MaxPool2d("maxpool", architecture.pool(inputSize), buffers);
        buffers.release(conv1.out());

        List<BlockShape> shapes = architecture.blocks(inputSize);
        blocks = new Block[shapes.size()];
        Activation last = maxpool.out();
        for (int i = 0; i < blocks.length; i++) {
            BlockShape shape = shapes.get(i);
            blocks[i] = switch (architecture.block()) {
                case BASIC -> new BasicBlock(shape, weights, buffers);
                case BOTTLENECK -> new Bottleneck(shape, weights, buffers);
            };
            buffers.release(last);
            last = blocks[i].out();
        }

        avgpool = new AvgPool2d("avgpool", architecture.features(), buffers);
        fc = new Linear("fc", weights, buffers);
    }

    @Override
    public void run(float[] pixels, float[] logits) {
        System.arraycopy(pixels, 0, input.data(), input.offset(), input.size());
        Activation x = relu.forward(conv1.forward(input));
        x = maxpool.forward(x);
        for (Block block : blocks) {
            x = block.forward(x);
        }
        x = fc.forward(avgpool.forward(x));
        System.arraycopy(x.data(), x.offset(), logits, 0, logits.length);
    }
}
