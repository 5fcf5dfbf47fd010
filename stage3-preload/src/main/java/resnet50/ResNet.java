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
    private final int inputSize;
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final ReLU relu;
    private final MaxPool2d maxpool;
    private final Block[] blocks;
    private final AvgPool2d avgpool;
    private final Linear fc;

    /** @param inputSize rows and columns of the input picture */
    ResNet(Architecture architecture, int inputSize, Weights weights, Buffers buffers) {
        this.inputSize = inputSize;
        conv1 = new Conv2d(architecture.stem(inputSize), weights, buffers);
        bn1 = new BatchNorm2d("bn1", weights, buffers);
        relu = new ReLU("relu", buffers);
        maxpool = new MaxPool2d("maxpool", architecture.pool(inputSize), buffers);

        List<BlockShape> shapes = architecture.blocks(inputSize);
        blocks = new Block[shapes.size()];
        for (int i = 0; i < blocks.length; i++) {
            BlockShape shape = shapes.get(i);
            blocks[i] = switch (architecture.block()) {
                case BASIC -> new BasicBlock(shape, weights, buffers);
                case BOTTLENECK -> new Bottleneck(shape, weights, buffers);
            };
        }

        avgpool = new AvgPool2d("avgpool", buffers);
        fc = new Linear("fc", weights, buffers);
    }

    @Override
    public void run(float[] pixels, float[] logits) {
        Activation x = new Activation(pixels, 0, inputSize, inputSize, 3);
        x = relu.forward(bn1.forward(conv1.forward(x)));
        x = maxpool.forward(x);
        for (Block block : blocks) {
            x = block.forward(x);
        }
        x = fc.forward(avgpool.forward(x));
        System.arraycopy(x.data(), x.offset(), logits, 0, logits.length);
    }
}
