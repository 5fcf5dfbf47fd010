package resnet50.explain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** Protects files that this program has not written from being replaced. */
final class OwnFiles {
    /** Where a PNG file has its texts and a page its head. */
    private static final int HEAD = 512;

    private OwnFiles() {}

    /**
     * Checks that a file does not exist, or is an earlier explanation.
     *
     * @param mark in the first bytes of every explanation of this kind
     * @throws UserException usage: it is a file of another program
     */
    static void check(Path file, String mark) {
        if (Files.isRegularFile(file) && !beginsWith(file, mark)) {
            throw new UserException(
                    ExitCode.USAGE, file + ": exists and was not written by --explain; choose another name, or delete it");
        }
    }

    private static boolean beginsWith(Path file, String mark) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException _) {
            return false; // unreadable, so not known to be its own
        }
    }
}
