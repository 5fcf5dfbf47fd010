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
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final Conv2d conv3;
    private final BatchNorm2d bn3;
    private final Conv2d downsample; // null if the shortcut is the input
    private final BatchNorm2d downsampleNorm;
    private final Add add;
    private final ReLU relu;

    Bottleneck(BlockShape block, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        conv1 = new Conv2d(block.conv1(), weights, buffers);
        bn1 = new BatchNorm2d(block.conv1().norm(), weights, buffers);
        conv2 = new Conv2d(block.conv2(), weights, buffers);
        bn2 = new BatchNorm2d(block.conv2().norm(), weights, buffers);
        conv3 = new Conv2d(block.conv3(), weights, buffers);
        bn3 = new BatchNorm2d(block.conv3().norm(), weights, buffers);
        if (block.downsample() != null) {
            downsample = new Conv2d(block.downsample(), weights, buffers);
            downsampleNorm = new BatchNorm2d(block.downsample().norm(), weights, buffers);
        } else {
            downsample = null;
            downsampleNorm = null;
        }
        add = new Add(name + ".add", buffers);
        relu = new ReLU(name + ".relu", buffers);
    }

    @Override
    public Activation forward(Activation in) {
        Activation x = relu.forward(bn1.forward(conv1.forward(in)));
        x = relu.forward(bn2.forward(conv2.forward(x)));
        x = bn3.forward(conv3.forward(x));
        Activation shortcut = downsample == null ? in : downsampleNorm.forward(downsample.forward(in));
        return buffers.finished(name, relu.forward(add.forward(x, shortcut)));
    }
}
