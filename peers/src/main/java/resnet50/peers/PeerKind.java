package resnet50.peers;

import java.util.Locale;

/** The programs that can be measured. */
enum PeerKind {
    ONNXRUNTIME,
    OPENCV,
    PYTORCH;

    /** Returns the spelling of the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
