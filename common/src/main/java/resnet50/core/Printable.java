package resnet50.core;

/**
 * Makes untrusted text, such as file names, safe for one line on a terminal. Characters that move the cursor, change
 * colors or reverse the writing direction become question marks.
 */
public final class Printable {
    /** Limit for messages, in code points. Longer than any path; prevents a message from filling the screen. */
    static final int MAX_TEXT = 4096;

    /** Limit for a name within a message, in code points. */
    static final int MAX_QUOTED = 80;

    private Printable() {}

    /** Returns a message, or a name that must be recognizable, in printable characters. */
    public static String text(String text) {
        return shortened(text, MAX_TEXT);
    }

    /** Returns a name read from a file, which may be arbitrarily long, in few printable characters. */
    public static String quote(String text) {
        return shortened(text, MAX_QUOTED);
    }

    /** @param limit in code points; three dots replace the rest */
    private static String shortened(String text, int limit) {
        StringBuilder safe = new StringBuilder();
        int at = 0;
        for (int count = 0; at < text.length() && count < limit; count++) {
            int codePoint = text.codePointAt(at);
            safe.appendCodePoint(isPrintable(codePoint) ? codePoint : '?');
            at += Character.charCount(codePoint);
        }
        return at < text.length() ? safe.append("...").toString() : safe.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
