package resnet50.onnx;

import java.io.Serial;

/** An ONNX file that is broken, or a graph that is not of the family. */
public final class OnnxException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String advice;

    /**
     * @param what   the fault, without the file's name
     * @param advice the user's remedy
     */
    OnnxException(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    /** A file that is not as the format demands. */
    static OnnxException broken(String what) {
        return new OnnxException("is a broken ONNX file: " + what, "export it again");
    }

    /** A graph that the family's networks do not have. */
    static OnnxException other(String what) {
        return new OnnxException(what, "give a graph of torchvision's or timm's ResNet, ResNeXt or Wide ResNet");
    }

    public String advice() {
        return advice;
    }
}
