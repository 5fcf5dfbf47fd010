package resnet50.launcher;

/**
 * Initializes the JDK's process classes while the main thread still looks for a JDK: they cost 20 ms on Java 17, as much as
 * the rest of this package.
 */
final class ProcessWarmup extends Thread {
    /** Java 8's and its successors'; what is missing does no harm. */
    private static final String[] CLASSES = {"java.lang.ProcessImpl", "java.lang.ProcessHandleImpl", "java.lang.UNIXProcess"};

    ProcessWarmup() {
        setDaemon(true);
    }

    @Override
    public void run() {
        for (String name : CLASSES) {
            initialize(name);
        }
    }

    private static boolean initialize(String name) {
        try {
            return Class.forName(name) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            // starting the process will say what is wrong
            return false;
        }
    }
}
