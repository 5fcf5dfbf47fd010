package resnet50.spark;

import java.io.Serializable;
import org.apache.hadoop.fs.FileStatus;

/**
 * A picture that has been listed, not opened.
 *
 * @param path     with its scheme, as Spark's {@code binaryFile} writes it
 * @param modified milliseconds since 1970
 */
record ListedFile(String path, long length, long modified) implements Serializable, Comparable<ListedFile> {
    /** Time in the network, expressed in bytes that are decoded in that time. */
    private static final long NETWORK_BYTES = 512 << 10;

    static ListedFile of(FileStatus status) {
        return new ListedFile(status.getPath().toString(), status.getLen(), status.getModificationTime());
    }

    /** Time to label the picture, in bytes that are decoded in that time. */
    long cost() {
        return length + NETWORK_BYTES;
    }

    /** The longest first, then by path: a repeated task gets the same files. */
    @Override
    public int compareTo(ListedFile other) {
        int byLength = Long.compare(other.length, length);
        return byLength != 0 ? byLength : path.compareTo(other.path);
    }
}
