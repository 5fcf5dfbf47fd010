package resnet50;

import java.util.List;
import resnet50.core.BlockShape;
import resnet50.core.LayerPlan;

/** The residual block of resnet18 and resnet34: two 3×3 convolutions. */
final class BasicBlock implements Block {
    private final String name;
    private final Buffers buffers;
    private final Conv2d conv1;
    private final Conv2d conv2;
    private final Conv2d downsample; // null if the shortcut is the input

    /** @param last whether this is the last block; its output needs no halo, because no 3×3 convolution follows */
    BasicBlock(BlockShape block, Activation in, boolean last, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        Activation out1 = buffers.take(block.conv1().shape(), block.conv2().shape().pad());
        conv1 = new Conv2d(block.conv1(), in, out1, null, true, weights, buffers);
        downsample = block.downsample() == null ? null : Block.downsample(block.downsample(), in, weights, buffers);
        Activation shortcut = downsample == null ? in : downsample.out();
        Activation out2 = buffers.take(block.conv2().shape(), last ? 0 : 1);
        conv2 = new Conv2d(block.conv2(), out1, out2, shortcut, true, weights, buffers);
        buffers.release(out1);
        if (downsample != null) {
            buffers.release(shortcut);
        }
    }

    @Override
    public void forward(float[] x, float[] w) {
        conv1.forward(x, w);
        if (downsample != null) {
            downsample.forward(x, w);
        }
        conv2.forward(x, w); // with residual add and ReLU
        buffers.finished(name, x, out());
    }

    @Override
    public Activation out() {
        return conv2.out();
    }

    @Override
    public List<LayerPlan> plan() {
        return downsample == null
                ? List.of(conv1.plan(), conv2.plan())
                : List.of(conv1.plan(), downsample.plan(), conv2.plan());
    }
}
