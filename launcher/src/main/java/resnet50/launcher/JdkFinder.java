package resnet50.launcher;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Searches the usual installation folders of users, package managers and IDEs for a JDK, and records the search. */
final class JdkFinder {
    /** Path of a Java home within its installation folder: in general, on macOS, in Homebrew. */
    private static final String[] WITHIN = {"", "Contents/Home", "libexec/openjdk.jdk/Contents/Home"};

    private final Map<String, String> environment;
    private final Jdk running;
    private final List<File> roots;
    private final List<String> searched = new ArrayList<String>();
    private Jdk best;

    /**
     * @param running JDK of this JVM, or null
     * @param roots   folders whose subfolders may be Java homes
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

    /** Returns the JDK of this JVM if it qualifies, else null. */
    Jdk running() {
        return running != null && running.qualifies() ? running : null;
    }

    /**
     * Returns the JDK of {@code JAVA_HOME} if it qualifies, else the oldest qualifying JDK, else null. The oldest is
     * closest to the JDK with which the classifier is tested.
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

    /** Searches variables such as JAVA25_HOME, JAVA_HOME_25_X64 and JDK_25_HOME; there is no common form. */
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
                // a link to a JDK in the same folder would list its version twice
                if (!version.isEmpty() && found.indexOf(version) < 0) {
                    found.append(found.length() == 0 ? "" : ", ").append(version);
                }
            }
        }
        searched.add(new File(root, "*") + described(found.length() == 0 && homes == null ? "no such folder" : found.toString()));
    }

    /** Returns a description of the JDK in the folder, or an empty string if there is none. */
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

    /** Error message for an unsuccessful {@link #find}: the remedy, then each place searched with its contents. */
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
