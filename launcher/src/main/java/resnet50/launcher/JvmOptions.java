package resnet50.launcher;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Which options the second JVM gets: those that the first one was given, and those that the stage wants. */
final class JvmOptions {
    private static final List<String> CLASS_PATH = Arrays.asList("-cp", "-classpath", "--class-path");

    /** Options whose value may be the next argument; java's own list. */
    private static final List<String> WITH_VALUE = Arrays.asList("--add-modules", "--add-exports", "--add-opens",
            "--add-reads", "--enable-native-access", "--limit-modules", "--module-path", "-p", "--patch-module",
            "--upgrade-module-path");

    /** Variables that each JVM reads by itself: what they hold must not be passed on as well, or agents run twice. */
    private static final List<String> VARIABLES = Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private JvmOptions() {
    }

    /**
     * Reads one option a line; blank lines and lines that start with {@code #} don't count.
     *
     * @param in UTF-8, or null for none
     */
    static List<String> ofStage(InputStream in) throws IOException {
        List<String> options = new ArrayList<String>();
        if (in != null) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    String option = line.trim();
                    if (!option.isEmpty() && option.charAt(0) != '#') {
                        options.add(option);
                    }
                }
            }
        }
        return options;
    }

    /**
     * The options on the command line of this JVM, without its class path.
     *
     * <p>Linux shows the command line in a file, within a millisecond. Elsewhere, and if it is of no known shape (such as with
     * {@code -jar} in an {@code @argfile}), the JVM's management tells, at ten times the cost and with the options of the
     * environment mixed in.
     *
     * @param args how many arguments {@code main} was given
     */
    static List<String> ofUser(int args) {
        List<String> options = null;
        File file = new File("/proc/self/cmdline");
        if (file.exists()) {
            try (InputStream in = new FileInputStream(file)) {
                // how this JVM decoded its arguments, and will encode ours
                Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
                options = fromCommandLine(zeroTerminated(in, charset), args);
            } catch (IOException e) {
                options = null;
            }
        }
        return options != null
                ? options
                : withoutVariables(ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getenv());
    }

    private static List<String> zeroTerminated(InputStream in, Charset encoding) throws IOException {
        List<String> words = new ArrayList<String>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        byte[] bytes = new byte[8192];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] != 0) {
                    word.write(bytes[i]);
                } else {
                    words.add(new String(word.toByteArray(), encoding));
                    word.reset();
                }
            }
        }
        return words;
    }

    /**
     * Reads a command line as {@code java} does.
     *
     * @param words java, options, {@code -jar} and a jar or this package's main class, arguments
     * @param args  how many arguments there must be
     * @return the options, or null if the words cannot be read so
     */
    static List<String> fromCommandLine(List<String> words, int args) {
        List<String> options = new ArrayList<String>();
        boolean jar = false;
        int i = 1;
        while (i < words.size()) {
            String word = words.get(i);
            if (word.equals("-jar")) {
                jar = true;
                i++;
            } else if (CLASS_PATH.contains(word)) {
                i += 2;
            } else if (word.startsWith("--class-path=")) {
                i++;
            } else if (WITH_VALUE.contains(word) && i + 1 < words.size()) {
                options.add(word);
                options.add(words.get(i + 1));
                i += 2;
            } else if (word.startsWith("-") || word.startsWith("@")) {
                // java expands an argfile here, and will again
                options.add(word);
                i++;
            } else {
                boolean known = jar || word.equals(Launcher.class.getName());
                return known && words.size() - i - 1 == args ? options : null;
            }
        }
        return null;
    }

    /** Takes from what the JVM says it was given what it was given by way of the environment. */
    static List<String> withoutVariables(List<String> given, Map<String, String> environment) {
        List<String> options = new ArrayList<String>(given);
        for (String variable : VARIABLES) {
            String value = environment.get(variable);
            List<String> words = value == null ? new ArrayList<String>() : words(value);
            for (int i = 0; i < words.size(); i++) {
                boolean pair = WITH_VALUE.contains(words.get(i)) && i + 1 < words.size();
                // the JVM is given such pairs as one word
                options.remove(pair ? words.get(i) + "=" + words.get(++i) : words.get(i));
            }
        }
        return options;
    }

    /** Splits at white space outside quotes of either kind, as the JVM splits those variables. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<String>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
