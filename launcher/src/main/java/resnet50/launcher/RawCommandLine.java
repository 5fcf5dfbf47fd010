package resnet50.launcher;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The words of this process's command line as raw bytes. The JVM decodes the strings passed to {@code main} with the
 * locale's encoding and loses the characters that this encoding lacks.
 */
final class RawCommandLine {
    private static final String FILE = "/proc/self/cmdline";

    private final List<byte[]> words;

    RawCommandLine(List<byte[]> words) {
        this.words = words;
    }

    /** Reads the command line in less than a millisecond on Linux. The result is empty on other systems. */
    static RawCommandLine ofThisProcess() {
        try (InputStream in = new FileInputStream(FILE)) {
            return new RawCommandLine(zeroTerminated(in));
        } catch (IOException e) {
            return new RawCommandLine(Collections.<byte[]>emptyList());
        }
    }

    private static List<byte[]> zeroTerminated(InputStream in) throws IOException {
        List<byte[]> words = new ArrayList<byte[]>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        byte[] bytes = new byte[8192];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] != 0) {
                    word.write(bytes[i]);
                } else {
                    words.add(word.toByteArray());
                    word.reset();
                }
            }
        }
        return words;
    }

    /** Returns all words, decoded with an encoding. */
    List<String> decoded(Charset encoding) {
        List<String> decoded = new ArrayList<String>();
        for (byte[] word : words) {
            decoded.add(new String(word, encoding));
        }
        return decoded;
    }

    /**
     * Returns the bytes of the arguments of {@code main}.
     *
     * @param args     arguments as passed to {@code main}
     * @param encoding encoding with which the JVM decoded the arguments
     * @return one element per argument, or null if the command line does not end with these arguments, for example
     *         because they came from an {@code @argfile}
     */
    List<byte[]> arguments(String[] args, Charset encoding) {
        int first = words.size() - args.length;
        if (first < 0) {
            return null;
        }
        List<byte[]> arguments = words.subList(first, words.size());
        for (int i = 0; i < args.length; i++) {
            if (!new String(arguments.get(i), encoding).equals(args[i])) {
                return null;
            }
        }
        return arguments;
    }
}
