package resnet50.launcher;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The encoding of file names and arguments, which a JVM derives from the locale at start-up. Without a locale, as in
 * many containers, the encoding is ASCII, and the JVM cannot open a file whose name has other characters. The second
 * JVM is then started with a UTF-8 locale.
 */
final class Encoding {
    /** Part of glibc since 2.35, of older Debian- and Fedora-based systems, and of musl. */
    static final String UTF_8_LOCALE = "C.UTF-8";

    private Encoding() {
    }

    /** Returns this JVM's encoding of file names. */
    static Charset ofNames() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Returns whether this JVM loses non-ASCII characters in arguments and file names. */
    static boolean isAscii() {
        return ofNames().equals(StandardCharsets.US_ASCII);
    }

    /** Sets LC_ALL, which overrides all other locale variables. LANG may name a locale that is not installed. */
    static void setUtf8(Map<String, String> environment) {
        environment.put("LC_ALL", UTF_8_LOCALE);
    }

    /**
     * Encodes arguments as ASCII for {@link DecodingMain}. Non-ASCII bytes and the percent sign are percent-encoded, as
     * in {@code Katze-%C3%BC.jpg}.
     */
    static String[] encoded(List<byte[]> arguments) {
        String[] encoded = new String[arguments.size()];
        for (int i = 0; i < encoded.length; i++) {
            StringBuilder text = new StringBuilder();
            for (byte b : arguments.get(i)) {
                if (b > 0 && b != '%') {
                    text.append((char) b);
                } else {
                    text.append('%').append(hex(b >> 4)).append(hex(b));
                }
            }
            encoded[i] = text.toString();
        }
        return encoded;
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit & 15, 16));
    }

    /** Inverse of {@link #encoded}. Bytes that are not UTF-8 become U+FFFD, as in the arguments that a JVM decodes. */
    static String decoded(String argument) {
        byte[] bytes = new byte[argument.length()];
        int length = 0;
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) Integer.parseInt(argument.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns whether all arguments are ASCII. */
    static boolean allAscii(String[] args) {
        for (String arg : args) {
            for (int i = 0; i < arg.length(); i++) {
                if (arg.charAt(i) >= 0x80) {
                    return false;
                }
            }
        }
        return true;
    }
}
