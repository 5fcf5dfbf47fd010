package resnet50;

import java.util.List;
import resnet50.core.BlockShape;
import resnet50.core.LayerPlan;

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

    Bottleneck(BlockShape block, Activation in, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        Activation out1 = buffers.take(block.conv1().shape(), block.conv2().shape().pad());
        conv1 = new Conv2d(block.conv1(), in, out1, null, true, weights, buffers);
        Activation out2 = buffers.take(block.conv2().shape(), 0);
        conv2 = new Conv2d(block.conv2(), out1, out2, null, true, weights, buffers);
        buffers.release(out1);
        downsample = block.downsample() == null ? null : Block.downsample(block.downsample(), in, weights, buffers);
        Activation shortcut = downsample == null ? in : downsample.out();
        // the output overwrites the shortcut in the pass that reads it, which saves a third of the cache traffic
        conv3 = new Conv2d(block.conv3(), out2, shortcut, shortcut, true, weights, buffers);
        buffers.release(out2);
    }

    @Override
    public void forward(float[] x, float[] w) {
        conv1.forward(x, w);
        conv2.forward(x, w);
        if (downsample != null) {
            downsample.forward(x, w);
        }
        conv3.forward(x, w); // with residual add and ReLU
        buffers.finished(name, x, out());
    }

    @Override
    public Activation out() {
        return conv3.out();
    }

    @Override
    public List<LayerPlan> plan() {
        return downsample == null
                ? List.of(conv1.plan(), conv2.plan(), conv3.plan())
                : List.of(conv1.plan(), conv2.plan(), downsample.plan(), conv3.plan());
    }
}
