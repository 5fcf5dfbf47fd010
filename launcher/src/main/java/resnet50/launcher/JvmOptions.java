package resnet50.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Options for the second JVM: the options of the first JVM and those of the stage. */
final class JvmOptions {
    private static final List<String> CLASS_PATH = Arrays.asList("-cp", "-classpath", "--class-path");

    /** Options whose value may be the next argument, as listed by the {@code java} launcher. */
    private static final List<String> WITH_VALUE = Arrays.asList("--add-modules", "--add-exports", "--add-opens",
            "--add-reads", "--enable-native-access", "--limit-modules", "--module-path", "-p", "--patch-module",
            "--upgrade-module-path");

    /** Variables that every JVM reads. Their options must not be passed on again, or agents would be loaded twice. */
    private static final List<String> VARIABLES = Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private JvmOptions() {
    }

    /**
     * Reads one option per line. Skips blank lines and lines that start with {@code #}.
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
     * Returns the options on this JVM's command line, without its class path.
     *
     * <p>If the command line is unavailable or cannot be parsed (for example with {@code -jar} in an {@code @argfile}),
     * the options come from the runtime MXBean. The MXBean costs ten times as much and includes the options of the
     * environment, which are removed.
     *
     * @param args number of arguments of {@code main}
     */
    static List<String> ofUser(RawCommandLine commandLine, int args) {
        // the encoding with which this JVM decoded its arguments and will encode those of the second JVM
        List<String> options = fromCommandLine(commandLine.decoded(Encoding.ofNames()), args);
        return options != null
                ? options
                : withoutVariables(ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getenv());
    }

    /** Returns the options that the environment adds for every JVM. */
    static List<String> ofVariables(Map<String, String> environment) {
        List<String> options = new ArrayList<String>();
        for (String variable : VARIABLES) {
            String value = environment.get(variable);
            if (value != null) {
                options.addAll(words(value));
            }
        }
        return options;
    }

    /**
     * Removes the initial heap size from the stage's options if it exceeds the user's maximum heap size. A JVM refuses
     * to start with such a combination.
     *
     * @param users options of the user, from the command line and from the environment
     */
    static List<String> fitted(List<String> stages, List<String> users) {
        long max = Long.MAX_VALUE;
        for (String option : users) {
            if (option.startsWith("-Xmx")) {
                max = bytes(option.substring("-Xmx".length()), max);
            } else if (option.startsWith("-XX:MaxHeapSize=")) {
                max = bytes(option.substring("-XX:MaxHeapSize=".length()), max);
            }
        }
        List<String> fitted = new ArrayList<String>();
        for (String option : stages) {
            if (!option.startsWith("-Xms") || bytes(option.substring("-Xms".length()), 0) <= max) {
                fitted.add(option);
            }
        }
        return fitted;
    }

    /** Parses a size such as {@code 24m}. Returns {@code otherwise} if the text is not a size. */
    private static long bytes(String size, long otherwise) {
        int units = size.isEmpty() ? -1 : "kmgt".indexOf(Character.toLowerCase(size.charAt(size.length() - 1)));
        try {
            return Long.parseLong(units < 0 ? size : size.substring(0, size.length() - 1)) << (10 * (units + 1));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /**
     * Parses a command line as {@code java} does.
     *
     * @param words {@code java}, options, either {@code -jar} and a jar or this package's main class, arguments
     * @param args  expected number of arguments
     * @return the options, or null if the words do not have this form
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
                // the second JVM expands an argfile again
                options.add(word);
                i++;
            } else {
                boolean known = jar || word.equals(Launcher.class.getName());
                return known && words.size() - i - 1 == args ? options : null;
            }
        }
        return null;
    }

    /** Returns the JVM's input arguments without the options that came from the environment. */
    static List<String> withoutVariables(List<String> given, Map<String, String> environment) {
        List<String> options = new ArrayList<String>(given);
        for (String variable : VARIABLES) {
            String value = environment.get(variable);
            List<String> words = value == null ? new ArrayList<String>() : words(value);
            for (int i = 0; i < words.size(); i++) {
                boolean pair = WITH_VALUE.contains(words.get(i)) && i + 1 < words.size();
                // the MXBean reports such a pair as one word
                options.remove(pair ? words.get(i) + "=" + words.get(++i) : words.get(i));
            }
        }
        return options;
    }

    /** Splits at white space outside single and double quotes, as the JVM splits these variables. */
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
