package resnet50.core;

/**
 * A layer that multiplies by weights.
 *
 * @param name  torchvision's name: {@code conv1}, {@code layer1.0.conv2}, {@code layer1.0.downsample.0}, {@code fc}
 * @param shape shape for a given input size; the fully connected layer is a 1×1 convolution of one pixel
 */
public record Convolution(String name, ConvShape shape) {
    /**
     * Name of the batch norm that follows: {@code bn1}, {@code layer1.0.bn2}, {@code layer1.0.downsample.1}. Not
     * defined for {@code fc}.
     */
    public String norm() {
        return name.endsWith("downsample.0") ? name.replace("downsample.0", "downsample.1") : name.replace("conv", "bn");
    }
}
