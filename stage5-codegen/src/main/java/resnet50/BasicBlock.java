package resnet50;

import java.util.List;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.LayerPlan;

/** The residual block of resnet18 and resnet34: two 3×3 convolutions. */
final class BasicBlock implements Block {
    private final String name;
    private final Buffers buffers;
    private final Conv2d conv1;
    private final Conv2d conv2;
    private final Conv2d downsample; // null where the shortcut is the input itself

    /** @param last whether this is the last block: no 3×3 convolution follows, so its result needs no halo */
    BasicBlock(BlockShape block, Activation in, boolean last, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        int inH = in.height();
        int inW = in.width();
        ConvShape shape1 = new ConvShape(block.inC(), inH, inW, block.width(), 3, block.stride(), 1, 1);
        ConvShape shape2 = new ConvShape(block.width(), shape1.outH(), shape1.outW(), block.outC(), 3, 1, 1, 1);

        Activation out1 = buffers.take(shape1.outH(), shape1.outW(), shape1.outC(), shape2.pad());
        conv1 = new Conv2d(name + ".conv1", shape1, new BatchNorm2d(name + ".bn1"), in, out1, null, true, weights, buffers);
        downsample = block.downsample() ? Block.downsample(block, in, weights, buffers) : null;
        Activation shortcut = downsample == null ? in : downsample.out();
        Activation out2 = buffers.take(shape2.outH(), shape2.outW(), shape2.outC(), last ? 0 : 1);
        conv2 = new Conv2d(name + ".conv2", shape2, new BatchNorm2d(name + ".bn2"), out1, out2, shortcut, true, weights, buffers);
        buffers.release(out1);
        if (block.downsample()) {
            buffers.release(shortcut);
        }
    }

    @Override
    public void forward(float[] w) {
        conv1.forward(w);
        if (downsample != null) {
            downsample.forward(w);
        }
        conv2.forward(w); // with residual add and ReLU
        buffers.finished(name, out());
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
