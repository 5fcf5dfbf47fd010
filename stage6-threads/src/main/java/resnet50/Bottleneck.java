package resnet50;

import java.util.List;
import resnet50.engine.BlockShape;
import resnet50.engine.ConvShape;
import resnet50.engine.LayerPlan;

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

    Bottleneck(BlockShape block, Activation in, Weights weights, Buffers buffers) {
        this.name = block.name();
        this.buffers = buffers;
        int inH = in.height();
        int inW = in.width();
        ConvShape shape1 = new ConvShape(block.inC(), inH, inW, block.width(), 1, 1, 0, 1);
        ConvShape shape2 = new ConvShape(block.width(), inH, inW, block.width(), 3, block.stride(), 1, block.groups());
        ConvShape shape3 = new ConvShape(block.width(), shape2.outH(), shape2.outW(), block.outC(), 1, 1, 0, 1);
        ConvShape shape4 = new ConvShape(block.inC(), inH, inW, block.outC(), 1, block.stride(), 0, 1);

        Activation out1 = buffers.take(shape1.outH(), shape1.outW(), shape1.outC(), shape2.pad());
        conv1 = new Conv2d(name + ".conv1", shape1, new BatchNorm2d(name + ".bn1"), in, out1, null, true, weights, buffers);
        Activation out2 = buffers.take(shape2.outH(), shape2.outW(), shape2.outC(), 0);
        conv2 = new Conv2d(name + ".conv2", shape2, new BatchNorm2d(name + ".bn2"), out1, out2, null, true, weights, buffers);
        buffers.release(out1);
        Activation shortcut = in;
        if (block.downsample()) {
            BatchNorm2d norm = new BatchNorm2d(name + ".downsample.1");
            shortcut = buffers.take(shape4.outH(), shape4.outW(), shape4.outC(), 0);
            downsample = new Conv2d(name + ".downsample.0", shape4, norm, in, shortcut, null, false, weights, buffers);
        } else {
            downsample = null;
        }
        Activation out3 = buffers.take(shape3.outH(), shape3.outW(), shape3.outC(), 0);
        conv3 = new Conv2d(name + ".conv3", shape3, new BatchNorm2d(name + ".bn3"), out2, out3, shortcut, true, weights, buffers);
        buffers.release(out2);
        if (block.downsample()) {
            buffers.release(shortcut);
        }
    }

    @Override
    public void forward(float[] x, float[] w, Team team) {
        conv1.forward(x, w, team);
        conv2.forward(x, w, team);
        if (downsample != null) {
            downsample.forward(x, w, team);
        }
        conv3.forward(x, w, team); // and the sum, and the clipping
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
