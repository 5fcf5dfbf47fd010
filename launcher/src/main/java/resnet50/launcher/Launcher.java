package resnet50.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Main class of every stage's jar: runs the classifier on a suitable JVM.
 *
 * <p>The classifier runs in this JVM if its version is 25 or newer and either the JVM was started with
 * {@code --add-modules jdk.incubator.vector} or the command needs no vector module. Otherwise the launcher starts a
 * second JVM, of this JVM's own JDK if that is new enough, else of a JDK found by {@link JdkFinder}. The second process
 * is necessary because no manifest entry can add a module.
 *
 * <p>Agents, recordings and log files named on the command line apply to both JVMs. To apply them to one JVM only, for
 * example for a debugger's port, add {@code --add-modules jdk.incubator.vector} and the stage's own options to the
 * command line.
 *
 * <p>This package is compiled for Java 8. It avoids lambdas, regular expressions and streams, which would dominate its
 * start-up time.
 */
public final class Launcher {
    static final int FEATURE = 25;
    static final String MODULE = "jdk.incubator.vector";
    /** System property of the second JVM, which must not start a third. */
    static final String RELAUNCHED = "resnet50.relaunched";
    /** System property: whether the user's standard error is a terminal. A JVM behind a pipe cannot determine this. */
    static final String TERMINAL = "resnet50.stderr.terminal";
    /**
     * System property: the jar's path as the user wrote it. A class's code source may be the path at archive creation.
     */
    static final String JAR = "resnet50.jar";

    private static final String MAIN = "resnet50.cli.Main";
    /** Resource that names, in one line, a main class other than {@link #MAIN}. */
    private static final String MAIN_RESOURCE = "/resnet50/main-class";
    private static final int INTERNAL = 1;
    private static final int UNAVAILABLE = 69;

    private final int feature;
    private final JdkFinder finder;
    private final PrintStream err;

    /** @param feature Java feature version of this JVM, such as 8, 11 or 25 */
    Launcher(int feature, JdkFinder finder, PrintStream err) {
        this.feature = feature;
        this.finder = finder;
        this.err = err;
    }

    /** Ends the process with the classifier's exit code, or 69 if no suitable JDK is found. */
    public static void main(String[] args) throws Throwable {
        int feature = Jdk.feature(System.getProperty("java.specification.version"));
        Need need = mainClass().equals(MAIN) ? Need.of(args) : Need.VECTORS;
        if (feature >= FEATURE && (hasModule() || willDo(need))) {
            runHere(args);
        } else {
            System.exit(new Launcher(feature, JdkFinder.ofThisMachine(), System.err).relaunch(args, need));
        }
    }

    /** Returns whether the command can run on this JVM without the vector module, given the JVM's encoding. */
    private static boolean willDo(Need need) {
        return need == Need.TEXT || (need == Need.FILES && !Encoding.isAscii());
    }

    /** Tests for the vector module: its classes are visible only if the module was resolved at start-up. */
    private static boolean hasModule() {
        try {
            Class.forName("jdk.incubator.vector.Vector", false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void runHere(String[] args) throws Throwable {
        if (System.getProperty(TERMINAL) == null) {
            System.setProperty(TERMINAL, String.valueOf(ErrorOutput.isTerminal()));
        }
        String classPath = System.getProperty("java.class.path");
        if (System.getProperty(JAR) == null && ClassArchive.of(classPath) != null) {
            System.setProperty(JAR, classPath);
        }
        runMain(args);
    }

    static void runMain(String[] args) throws Throwable {
        try {
            Class.forName(mainClass()).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String mainClass() throws IOException {
        List<String> lines = JvmOptions.ofStage(Launcher.class.getResourceAsStream(MAIN_RESOURCE));
        return lines.isEmpty() ? MAIN : lines.get(0);
    }

    /** Starts the second JVM. Returns its exit code, or an error code if it cannot be started. */
    int relaunch(String[] args, Need need) throws InterruptedException {
        if (Boolean.getBoolean(RELAUNCHED)) {
            err.println("resnet50: " + MODULE + " is missing from a JVM that was started with it; run "
                    + "java --add-modules " + MODULE + " -jar ... on a JDK " + FEATURE);
            return INTERNAL;
        }
        Jdk jdk = choose();
        if (jdk == null) {
            err.println(finder.notFound(System.getProperty("java.version")));
            return UNAVAILABLE;
        }
        try {
            Child child = new Child(command(jdk, args, need), Encoding.isAscii());
            int exitCode = child.run(new ErrorOutput(feature));
            if (child.killed(exitCode)) {
                err.println("resnet50: the JVM was killed by signal 9, which the system sends where memory is short; "
                        + "free some, raise the container's limit, or choose a smaller network (--arch resnet18)");
            }
            return exitCode;
        } catch (IOException e) {
            err.println("resnet50: " + jdk.java() + ": cannot be started (" + e.getMessage()
                    + "); set JAVA_HOME to another JDK " + FEATURE + " or newer");
            return UNAVAILABLE;
        }
    }

    /** Returns this JVM's own JDK if it qualifies, else a JDK that the finder finds, else null. */
    private Jdk choose() {
        if (feature >= FEATURE) {
            Jdk running = finder.running();
            if (running != null) {
                return running;
            }
        }
        return finder.find();
    }

    /**
     * Builds the command of the second JVM. The last of two contradicting options wins, so the user's options follow
     * the stage's options and the detected {@link #TERMINAL}. Options in {@code JAVA_TOOL_OPTIONS} and similar
     * variables are inherited with the environment.
     */
    private static List<String> command(Jdk jdk, String[] args, Need need) throws IOException {
        RawCommandLine commandLine = RawCommandLine.ofThisProcess();
        List<String> users = JvmOptions.ofUser(commandLine, args.length);
        List<String> allOfUser = new ArrayList<String>(JvmOptions.ofVariables(System.getenv()));
        allOfUser.addAll(users);
        List<String> command = new ArrayList<String>();
        command.add(jdk.java().getPath());
        if (need == Need.VECTORS) {
            command.add("--add-modules");
            command.add(MODULE);
            command.addAll(JvmOptions.fitted(
                    JvmOptions.ofStage(Launcher.class.getResourceAsStream("/resnet50/jvm.options")), allOfUser));
        } else if (need == Need.TEXT) {
            command.add("-XX:TieredStopAtLevel=1"); // no method runs long enough for C2
        }
        // the jar, or the class path with which the user ran this class
        String classPath = System.getProperty("java.class.path");
        ClassArchive archive = ClassArchive.of(classPath);
        if (archive != null) {
            command.addAll(Boolean.getBoolean(ClassArchive.WRITE) ? archive.write() : archive.use(allOfUser));
            command.add("-D" + JAR + "=" + classPath);
            classPath = archive.classPath();
        }
        command.add("-D" + TERMINAL + "=" + ErrorOutput.isTerminal());
        command.addAll(users);
        command.add("-D" + RELAUNCHED + "=true");
        command.add("-cp");
        command.add(classPath);
        command.addAll(mainClassAndArguments(commandLine, args));
        return command;
    }

    private static List<String> mainClassAndArguments(RawCommandLine commandLine, String[] args) throws IOException {
        List<byte[]> raw = Encoding.isAscii() && !Encoding.allAscii(args)
                ? commandLine.arguments(args, Encoding.ofNames())
                : null;
        List<String> words = new ArrayList<String>();
        words.add(raw == null ? mainClass() : DecodingMain.class.getName());
        words.addAll(Arrays.asList(raw == null ? args : Encoding.encoded(raw)));
        return words;
    }
}
