package resnet50;

import resnet50.core.BlockShape;
import resnet50.core.ConvShape;

/**
 * The residual block of resnet50 and deeper: 1×1 to fewer channels, 3×3 between those, 1×1 back to many. The stride is in the
 * 3×3 convolution, as in torchvision ("ResNet v1.5").
 */
final class Bottleneck implements Block {
    private final String name;
    private final Buffers buffers;
    private final Conv2d conv1;
    private final Conv2d conv2;
    private final Conv2d conv3;
    private final Conv2d downsample; // null where the shortcut is the input itself
    private final Add add;
    private final ReLU relu;

    Bottleneck(BlockShape block, int inH, int inW, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        ConvShape shape1 = new ConvShape(block.inC(), inH, inW, block.width(), 1, 1, 0, 1);
        ConvShape shape2 = new ConvShape(block.width(), inH, inW, block.width(), 3, block.stride(), 1, block.groups());
        ConvShape shape3 = new ConvShape(block.width(), shape2.outH(), shape2.outW(), block.outC(), 1, 1, 0, 1);
        ConvShape shortcut = new ConvShape(block.inC(), inH, inW, block.outC(), 1, block.stride(), 0, 1);
        conv1 = new Conv2d(name + ".conv1", shape1, new BatchNorm2d(name + ".bn1", weights), weights, buffers);
        conv2 = new Conv2d(name + ".conv2", shape2, new BatchNorm2d(name + ".bn2", weights), weights, buffers);
        buffers.release(conv1.out());
        conv3 = new Conv2d(name + ".conv3", shape3, new BatchNorm2d(name + ".bn3", weights), weights, buffers);
        buffers.release(conv2.out());
        if (block.downsample()) {
            BatchNorm2d norm = new BatchNorm2d(name + ".downsample.1", weights);
            downsample = new Conv2d(name + ".downsample.0", shortcut, norm, weights, buffers);
            buffers.release(downsample.out());
        } else {
            downsample = null;
        }
        add = new Add(name + ".add", buffers);
        relu = new ReLU(name + ".relu", buffers);
    }

    @Override
    public Activation forward(Activation in) {
        Activation x = relu.forward(conv1.forward(in));
        x = relu.forward(conv2.forward(x));
        x = conv3.forward(x);
        Activation shortcut = downsample == null ? in : downsample.forward(in);
        return buffers.finished(name, relu.forward(add.forward(x, shortcut)));
    }

    @Override
    public Activation out() {
        return conv3.out(); // the sum and the clipping are done in place
    }
}
