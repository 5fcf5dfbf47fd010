package resnet50.core;

/**
 * One residual block.
 *
 * @param name       {@code layer1.0} to {@code layer4.2}
 * @param inC        channels that come in
 * @param width      channels between the convolutions
 * @param outC       channels that go out
 * @param stride     of the 3×3 convolution that shrinks the picture, and of the shortcut
 * @param groups     of the bottleneck's 3×3 convolution
 * @param downsample whether the shortcut is a 1×1 convolution with batch norm, not the input itself
 */
public record BlockShape(
        String name, int inC, int width, int outC, int stride, int groups, boolean downsample) {}
