package resnet50.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import resnet50.core.UserException;

/** Names of files in UTF-8, one per line, read as they come. */
final class NameLines {
    /** Windows allows the longest paths: 32,767 characters. */
    private static final int MAX_NAME = 1 << 15;

    private final BufferedReader in;
    private final String source;
    private int line;
    private boolean afterReturn;

    /** @param source for messages */
    NameLines(InputStream in, String source) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.source = source;
    }

    /**
     * Returns the next line, which may be empty; empty at the end. May block.
     *
     * @throws UserException no input: the stream cannot be read; bad data: the line cannot be a name
     */
    Optional<String> next() {
        try {
            line++;
            StringBuilder name = new StringBuilder();
            int c = in.read();
            if (c == '\n' && afterReturn) {
                c = in.read();
            }
            if (c < 0) {
                return Optional.empty();
            }
            for (; c >= 0 && c != '\n' && c != '\r'; c = in.read()) {
                if (c == 0) {
                    throw noName("holds a NUL character");
                } else if (name.length() == MAX_NAME) {
                    throw noName("is longer than " + MAX_NAME + " characters");
                }
                name.append((char) c);
            }
            afterReturn = c == '\r';
            return Optional.of(name.toString());
        } catch (IOException e) {
            throw UserException.unreadable(source, e);
        }
    }

    private UserException noName(String what) {
        return UserException.badData(source + ": line " + line + " " + what + ", so it is no name; give text with a name per line");
    }
}
