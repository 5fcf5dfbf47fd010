package resnet50.spark;

import java.io.Serializable;
import org.apache.hadoop.fs.FileStatus;

/**
 * A picture that has not been opened.
 *
 * @param path     with its scheme, as Spark's {@code binaryFile} writes it
 * @param modified milliseconds since 1970
 */
record ListedFile(String path, long length, long modified) implements Serializable, Comparable<ListedFile> {
    /** Time per picture that does not depend on its length, expressed in bytes that are decoded in that time. */
    private static final long NETWORK_BYTES = 512 << 10;

    static ListedFile of(FileStatus status) {
        return new ListedFile(status.getPath().toString(), status.getLen(), status.getModificationTime());
    }

    /** Returns what the picture costs, in bytes. */
    long cost() {
        return length + NETWORK_BYTES;
    }

    /** The longest first; files of one length by their paths, so that a task that is repeated gets the same files. */
    @Override
    public int compareTo(ListedFile other) {
        int byLength = Long.compare(other.length, length);
        return byLength != 0 ? byLength : path.compareTo(other.path);
    }
}
