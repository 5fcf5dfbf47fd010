package resnet50.weights;

import java.io.Serial;

/**
 * A weights file is not what it claims to be. Thrown by the parsers, which do not know the file's name;
 * {@link WeightsFiles#open} turns it into a {@link resnet50.api.UserException}.
 */
final class Malformed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_QUOTED = 80;

    private final String advice;

    /** @param what what is wrong, without the file's name */
    Malformed(String what) {
        this(what, "fetch it again, or save it again with the program it came from");
    }

    /** @param advice what the user can do about it */
    Malformed(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }

    /** Text out of a file, made safe for a one-line message: nothing that moves a terminal's cursor, and not too long. */
    static String quote(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(MAX_QUOTED).forEach(c -> safe.appendCodePoint(isPrintable(c) ? c : '?'));
        return text.codePointCount(0, text.length()) > MAX_QUOTED ? safe.append("...").toString() : safe.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
