package resnet50;

import resnet50.core.BlockShape;

/**
 * The residual block of resnet50 and deeper: 1×1 to fewer channels, 3×3 on those, 1×1 back to many. The 3×3 convolution
 * has the stride, as in torchvision ("ResNet v1.5").
 */
final class Bottleneck implements Block {
    private final String name;
    private final Buffers buffers;
    private final Conv2d conv1;
    private final Conv2d conv2;
    private final Conv2d conv3;
    private final Conv2d downsample; // null if the shortcut is the input
    private final Add add;
    private final ReLU relu;

    Bottleneck(BlockShape block, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        conv1 = new Conv2d(block.conv1(), weights, buffers);
        conv2 = new Conv2d(block.conv2(), weights, buffers);
        buffers.release(conv1.out());
        conv3 = new Conv2d(block.conv3(), weights, buffers);
        buffers.release(conv2.out());
        if (block.downsample() != null) {
            downsample = new Conv2d(block.downsample(), weights, buffers);
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
        return conv3.out(); // residual add and ReLU work in place
    }
}
