package resnet50.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of every stage's jar: runs the classifier on a JVM that can.
 *
 * <p>A JVM of Java 25 or newer that was started with {@code --add-modules jdk.incubator.vector} runs it right here, and so
 * does one without the module if the command needs none. Any other starts a second JVM: itself if it is new enough, else a
 * JDK that {@link JdkFinder} finds. There is no manifest entry that adds a module, hence the second process.
 *
 * <p>Agents, recordings and log files named on the command line go to both JVMs. Who needs them in one only, say a debugger's
 * port, gives {@code --add-modules jdk.incubator.vector} himself; the stage's own flags are then his to give as well.
 *
 * <p>This package is compiled for Java 8. It keeps away from lambdas, regular expressions and streams, which would cost more
 * time at start-up than all the rest.
 */
public final class Launcher {
    static final int FEATURE = 25;
    static final String MODULE = "jdk.incubator.vector";
    /** Is in the second JVM only; should that one ever end up here, it must not start a third. */
    static final String RELAUNCHED = "resnet50.relaunched";
    /** Says whether the user reads the standard error on a terminal, which a JVM behind a pipe cannot tell. */
    static final String TERMINAL = "resnet50.stderr.terminal";
    /** Names the jar as the user did. What a JVM says of where a class is from may be where the class archive was made. */
    static final String JAR = "resnet50.jar";

    private static final String MAIN = "resnet50.cli.Main";
    /** In a jar with another main class: its name, in one line. */
    private static final String MAIN_RESOURCE = "/resnet50/main-class";
    private static final int INTERNAL = 1;
    private static final int UNAVAILABLE = 69;

    private final int feature;
    private final JdkFinder finder;
    private final PrintStream err;

    /** @param feature of this JVM: 8, 11, 25 */
    Launcher(int feature, JdkFinder finder, PrintStream err) {
        this.feature = feature;
        this.finder = finder;
        this.err = err;
    }

    /** Ends the process with the classifier's exit code, or 69 if there is no JDK for it. */
    public static void main(String[] args) throws Throwable {
        int feature = Jdk.feature(System.getProperty("java.specification.version"));
        Need need = mainClass().equals(MAIN) ? Need.of(args) : Need.VECTORS;
        if (feature >= FEATURE && (hasModule() || willDo(need))) {
            runHere(args);
        } else {
            System.exit(new Launcher(feature, JdkFinder.ofThisMachine(), System.err).relaunch(args, need));
        }
    }

    /** Whether a JVM without the vector module is enough, with the encoding of this one. */
    private static boolean willDo(Need need) {
        return need == Need.TEXT || (need == Need.FILES && !Encoding.isAscii());
    }

    /** One of its classes is visible only if the module was resolved at start-up. */
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

    /** Returns the exit code of the second JVM, or of the failure to start one. */
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

    /** This JVM's own JDK if it will do, or one that was found, or null. */
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
     * The JVM takes the last of two options that contradict each other, so the user's come after the stage's and after our
     * idea of his terminal. What he put into {@code JAVA_TOOL_OPTIONS} and the like is inherited with the environment.
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
            command.add("-XX:TieredStopAtLevel=1"); // nothing runs long enough for C2
        }
        // the jar, or more if the user ran this class with a class path of his own
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
