package resnet50.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.stream.Stream;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/**
 * Explains why a file cannot be opened by its name. Java takes the encoding of file names from the locale at start-up.
 *
 * @param encoding    of file names
 * @param environment with the variables of the locale
 */
record NameEncoding(Charset encoding, Map<String, String> environment) {
    /** Stands for bytes that could not be decoded. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String REMEDY = "LC_ALL=C.UTF-8";

    static NameEncoding ofThisProcess() {
        return new NameEncoding(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")), System.getenv());
    }

    /**
     * Returns the message of an error, with another remedy if a name cannot be encoded.
     *
     * @param message as in {@code cat.jpg: no such file; check the path}
     */
    String explained(String message, Throwable error) {
        boolean ofName = error instanceof InvalidPathException
                || (error instanceof UserException mistake && mistake.exitCode() == ExitCode.NO_INPUT);
        int remedy = message.lastIndexOf("; ");
        if (!ofName || remedy < 0 || (message.indexOf(REPLACEMENT) < 0 && encoding.newEncoder().canEncode(message))) {
            return message;
        }
        return message.substring(0, remedy + 2) + (encoding.equals(StandardCharsets.UTF_8)
                ? "rename it, for its name is not valid UTF-8"
                : remedy() + ", for its name has letters that " + encoding + ", the encoding of the locale (" + locale() + "), lacks");
    }

    private String locale() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(variable -> !environment.getOrDefault(variable, "").isEmpty())
                .map(variable -> variable + "=" + environment.get(variable))
                .findFirst()
                .orElse("none is set");
    }

    private String remedy() {
        return locale().equals(REMEDY) ? "set LC_ALL to a UTF-8 locale that locale -a lists" : "set " + REMEDY;
    }
}
