package resnet50.launcher;

import java.io.File;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A file beside the jar, {@code stage6.jsa} beside {@code stage6.jar}, in which a JVM of before has left the jar's classes as they
 * are once they have been read and checked: class data sharing, as HotSpot calls it. The build makes it. Where it is missing, or is not
 * of this very jar and JDK, classes are loaded as ever.
 */
final class ClassArchive {
    /** The system property with which the second JVM writes the archive, of all the classes that it used. */
    static final String WRITE = "resnet50.class-archive.write";

    private static final String JAR = ".jar";

    private final File jar;

    private ClassArchive(File jar) {
        this.jar = jar;
    }

    /** Of the jar that is the class path, or null if there is more on it. */
    static ClassArchive of(String classPath) {
        boolean one = classPath.endsWith(JAR) && classPath.indexOf(File.pathSeparatorChar) < 0;
        return one ? new ClassArchive(new File(classPath)) : null;
    }

    private File file() {
        String path = jar.getPath();
        return new File(path.substring(0, path.length() - JAR.length()) + ".jsa");
    }

    /** What the second JVM is told: to use the archive, if there is one, and to say nothing where it cannot. */
    List<String> use() {
        return file().isFile() ? withoutWarnings("-XX:SharedArchiveFile=" + file()) : Collections.<String>emptyList();
    }

    /** To write it. Of the jar, the archive holds where it was then, for which a relative path will not do. */
    List<String> write() {
        return withoutWarnings("-XX:ArchiveClassesAtExit=" + file().getAbsolutePath());
    }

    String absoluteClassPath() {
        return jar.getAbsolutePath();
    }

    /** They would go to the standard output, to the labels. */
    private static List<String> withoutWarnings(String option) {
        return Arrays.asList("-Xlog:cds*=off", option);
    }
}
