package resnet50.core;

import java.util.ArrayList;
import java.util.List;

/**
 * One residual block at some input size.
 *
 * @param name       {@code layer1.0} to {@code layer4.2}
 * @param path       the convolutions {@code conv1}, {@code conv2} and, in a bottleneck, {@code conv3}
 * @param downsample the 1×1 convolution of the shortcut; null where the shortcut is the input itself
 */
public record BlockShape(String name, List<Convolution> path, Convolution downsample) {
    public BlockShape {
        path = List.copyOf(path);
    }

    /** The first convolution of the path. */
    public Convolution conv1() {
        return path.get(0);
    }

    /** The second convolution of the path. */
    public Convolution conv2() {
        return path.get(1);
    }

    /** The third convolution of the path, which only a bottleneck has. */
    public Convolution conv3() {
        return path.get(2);
    }

    /** All convolutions: those of the path, then the shortcut's if there is one. */
    public List<Convolution> convolutions() {
        List<Convolution> all = new ArrayList<>(path);
        if (downsample != null) {
            all.add(downsample);
        }
        return all;
    }
}
