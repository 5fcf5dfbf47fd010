package resnet50.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A Java home, described by its {@code release} file. Running {@code java -version} in a dozen homes would take longer
 * than the inference.
 */
final class Jdk {
    private final File home;
    private final File java;
    private final String version;
    private final boolean hasModule;

    private Jdk(File home, File java, String version, boolean hasModule) {
        this.home = home;
        this.java = java;
        this.version = version;
        this.hasModule = hasModule;
    }

    /**
     * Returns the JDK in a folder, or null if the folder has no executable {@code java} or does not state its version.
     */
    static Jdk at(File home) {
        File java = executable(home);
        if (java == null) {
            return null;
        }
        String version = null;
        String modules = null;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new FileInputStream(new File(home, "release")), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("JAVA_VERSION=")) {
                    version = unquoted(line);
                } else if (line.startsWith("MODULES=")) {
                    modules = unquoted(line);
                }
            }
        } catch (IOException e) {
            return null;
        }
        if (version == null || feature(version) == 0) {
            return null;
        }
        // some vendors omit the list of modules; assume that the module is present
        boolean hasModule = modules == null || (" " + modules + " ").contains(" " + Launcher.MODULE + " ");
        return new Jdk(home, java, version, hasModule);
    }

    /** Returns the JDK of this JVM, which needs no {@code release} file. */
    static Jdk running(File home, String version) {
        Jdk jdk = at(home);
        File java = executable(home);
        return jdk != null || java == null ? jdk : new Jdk(home, java, version, true);
    }

    private static File executable(File home) {
        File java = new File(home, "bin/java");
        if (!java.isFile()) {
            java = new File(home, "bin/java.exe");
        }
        return java.isFile() && java.canExecute() ? java : null;
    }

    private static String unquoted(String line) {
        return line.substring(line.indexOf('=') + 1).replace("\"", "").trim();
    }

    /** Returns 25 for {@code 25.0.3} and {@code 25-ea}, 8 for {@code 1.8.0_402}, 0 for a text that is not a version. */
    static int feature(String version) {
        int number = leadingNumber(version);
        return number == 1 && version.startsWith("1.") ? leadingNumber(version.substring(2)) : number;
    }

    private static int leadingNumber(String text) {
        int number = 0;
        // three digits suffice and cannot overflow
        for (int i = 0; i < Math.min(3, text.length()) && text.charAt(i) >= '0' && text.charAt(i) <= '9'; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    boolean qualifies() {
        return feature() >= Launcher.FEATURE && hasModule;
    }

    int feature() {
        return feature(version);
    }

    File home() {
        return home;
    }

    File java() {
        return java;
    }

    /** Returns the version, with a note if it would qualify but lacks the module. */
    @Override
    public String toString() {
        return feature() >= Launcher.FEATURE && !hasModule ? version + " without " + Launcher.MODULE : version;
    }
}
