package resnet50;

import resnet50.core.BlockShape;

/** The residual block of resnet18 and resnet34: two 3×3 convolutions. */
final class BasicBlock implements Block {
    private final String name;
    private final Buffers buffers;
    private final Conv2d conv1;
    private final Conv2d conv2;
    private final Conv2d downsample; // null if the shortcut is the input
    private final Add add;
    private final ReLU relu;

    BasicBlock(BlockShape block, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        conv1 = new Conv2d(block.conv1(), weights, buffers);
        conv2 = new Conv2d(block.conv2(), weights, buffers);
        buffers.release(conv1.out());
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
        x = conv2.forward(x);
        Activation shortcut = downsample == null ? in : downsample.forward(in);
        return buffers.finished(name, relu.forward(add.forward(x, shortcut)));
    }

    @Override
    public Activation out() {
        return conv2.out(); // residual add and ReLU work in place
    }
}
