package resnet50.launcher;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The encoding of file names and arguments, which a JVM takes from the locale when it starts. Without a locale, as in many containers,
 * it is ASCII: a JVM then cannot open a file whose name has other letters, whatever it does. The second JVM gets a UTF-8 locale instead.
 */
final class Encoding {
    /** Part of glibc 2.35 and newer, of Debian, Fedora and their kin before that, and of musl. */
    static final String UTF_8_LOCALE = "C.UTF-8";

    private Encoding() {
    }

    /** Of this JVM. */
    static Charset ofNames() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Whether this JVM loses the letters beyond ASCII in arguments and file names. */
    static boolean isAscii() {
        return ofNames().equals(StandardCharsets.US_ASCII);
    }

    /** LC_ALL wins over all other variables, and LANG may name a locale that is not installed. */
    static void setUtf8(Map<String, String> environment) {
        environment.put("LC_ALL", UTF_8_LOCALE);
    }

    /**
     * Arguments in ASCII, for a JVM in ASCII to pass on to {@link DecodingMain}: all other bytes, and the percent sign, as in
     * {@code Katze-%C3%BC.jpg}.
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

    /** The inverse of {@link #encoded}. Bytes that are not UTF-8 become U+FFFD, as in a JVM's own arguments. */
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

    /** Whether a JVM in ASCII can pass all of them on. */
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
