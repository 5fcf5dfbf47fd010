package resnet50.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-256 of files, and the digits of it that torchvision puts into file names. */
public final class Sha256 {
    private static final Pattern IN_NAME = Pattern.compile(".*-([0-9a-f]{8,64})\\.[a-z]+");
    private static final int CHUNK = 1 << 20;

    private Sha256() {}

    /** Returns the leading hexadecimal digits of the hash in a file name such as {@code resnet50-0676ba61.pth}. */
    public static Optional<String> promisedBy(Path path) {
        Matcher matcher = IN_NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Returns the hash of a file as 64 lower-case hexadecimal digits. */
    public static String of(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            return of(channel);
        }
    }

    /** Returns the hash of a channel's whole file; moves the position to the end. */
    static String of(FileChannel channel) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            channel.position(0);
            while (channel.read(chunk) >= 0) {
                digest.update(chunk.flip());
                chunk.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
