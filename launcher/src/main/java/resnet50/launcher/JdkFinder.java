package resnet50.launcher;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Looks for a JDK where people, package managers and IDEs put them, and remembers where it looked. */
final class JdkFinder {
    /** Where a home lies below the folder that is named after it: here, on macOS, in Homebrew. */
    private static final String[] WITHIN = {"", "Contents/Home", "libexec/openjdk.jdk/Contents/Home"};

    private final Map<String, String> environment;
    private final Jdk running;
    private final List<File> roots;
    private final List<String> searched = new ArrayList<String>();
    private Jdk best;

    /**
     * @param running the home of this JVM, or null
     * @param roots   folders each of whose folders may be a home
     */
    JdkFinder(Map<String, String> environment, Jdk running, List<File> roots) {
        this.environment = environment;
        this.running = running;
        this.roots = roots;
    }

    static JdkFinder ofThisMachine() {
        Map<String, String> environment = System.getenv();
        Jdk running = Jdk.running(new File(System.getProperty("java.home")), System.getProperty("java.version"));
        return new JdkFinder(environment, running,
                roots(System.getProperty("os.name"), new File(System.getProperty("user.home")), environment));
    }

    static List<File> roots(String os, File user, Map<String, String> environment) {
        List<File> roots = new ArrayList<File>();
        if (os.startsWith("Windows")) {
            String[] vendors = {"Java", "Eclipse Adoptium", "Microsoft", "Zulu", "Amazon Corretto", "BellSoft", "Semeru"};
            for (String variable : new String[] {"ProgramFiles", "LOCALAPPDATA"}) {
                String folder = environment.get(variable);
                for (String vendor : folder == null ? new String[0] : vendors) {
                    roots.add(new File(variable.equals("ProgramFiles") ? folder : folder + "/Programs", vendor));
                }
            }
        } else if (os.startsWith("Mac")) {
            roots.add(new File("/Library/Java/JavaVirtualMachines"));
            roots.add(new File(user, "Library/Java/JavaVirtualMachines"));
            roots.add(new File("/opt/homebrew/opt"));
            roots.add(new File("/usr/local/opt"));
        } else {
            for (String folder : new String[] {"/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt/java", "/opt"}) {
                roots.add(new File(folder));
            }
        }
        String[] ofUser = {".sdkman/candidates/java", ".jdks", ".gradle/jdks", ".jabba/jdk", ".asdf/installs/java",
            ".local/share/mise/installs/java"};
        for (String folder : ofUser) {
            roots.add(new File(user, folder));
        }
        return roots;
    }

    /** The JDK of this JVM if it has the module, whatever its version says; else null. */
    Jdk running() {
        return running != null && running.qualifies() ? running : null;
    }

    /**
     * Returns the JDK of {@code JAVA_HOME} if it qualifies, else the oldest that does, being nearest to the one that the
     * classifier was tested on, else null.
     */
    Jdk find() {
        searched.clear();
        best = null;
        variable("JAVA_HOME");
        if (best != null) {
            return best;
        }
        variable("JDK_HOME");
        otherVariables();
        if (running != null) {
            searched.add(running.home() + ", which runs this" + described(consider(running)));
        }
        for (File root : roots) {
            folder(root);
        }
        return best;
    }

    private void variable(String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            searched.add(name + ": not set");
            return;
        }
        String found = home(new File(value));
        searched.add(name + "=" + value + (found.isEmpty() ? ": no JDK" : described(found)));
    }

    /** JAVA25_HOME, JAVA_HOME_25_X64, JDK_25_HOME: everybody has his own. */
    private void otherVariables() {
        boolean any = false;
        for (String name : new TreeSet<String>(environment.keySet())) {
            boolean other = (name.startsWith("JAVA") || name.startsWith("JDK")) && name.contains("HOME");
            if (other && !name.equals("JAVA_HOME") && !name.equals("JDK_HOME")) {
                variable(name);
                any = true;
            }
        }
        if (!any) {
            searched.add("JAVA*_HOME*, JDK*_HOME*: not set");
        }
    }

    private void folder(File root) {
        File[] homes = root.listFiles();
        StringBuilder found = new StringBuilder();
        if (homes != null) {
            Arrays.sort(homes);
            for (File home : homes) {
                String version = home(home);
                // links to a JDK beside it would name each version twice
                if (!version.isEmpty() && found.indexOf(version) < 0) {
                    found.append(found.length() == 0 ? "" : ", ").append(version);
                }
            }
        }
        searched.add(new File(root, "*") + described(found.length() == 0 && homes == null ? "no such folder" : found.toString()));
    }

    /** Returns what was found in the folder, or an empty string. */
    private String home(File folder) {
        for (String within : WITHIN) {
            Jdk jdk = Jdk.at(within.isEmpty() ? folder : new File(folder, within));
            if (jdk != null) {
                return consider(jdk);
            }
        }
        return "";
    }

    private String consider(Jdk jdk) {
        if (jdk.qualifies() && (best == null || jdk.feature() < best.feature())) {
            best = jdk;
        }
        return jdk.toString();
    }

    private static String described(String found) {
        return ": " + (found.isEmpty() ? "no JDK" : found);
    }

    /** The message after {@link #find} found nothing: what to do, then each place and what it holds. */
    String notFound(String runningVersion) {
        StringBuilder message = new StringBuilder("resnet50: no JDK ").append(Launcher.FEATURE)
                .append(" or newer with the module ").append(Launcher.MODULE).append(" found, and this is Java ").append(runningVersion)
                .append("; install one (https://adoptium.net/) or set JAVA_HOME to it. Searched:");
        for (String place : searched) {
            message.append(System.lineSeparator()).append("  ").append(place);
        }
        return message.toString();
    }
}
