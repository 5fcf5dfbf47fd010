package resnet50.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A class-data-sharing (CDS) archive, such as {@code stage6.jsa} beside {@code stage6.jar}, which holds the jar's
 * classes parsed and verified. It shortens start-up. The build writes the archive; it can be moved together with the
 * jar. The JVM loads the classes from the jar if the archive is missing, belongs to another jar or JDK, or conflicts
 * with an option.
 */
final class ClassArchive {
    /** System property that makes the second JVM write an archive of all classes that it loaded. */
    static final String WRITE = "resnet50.class-archive.write";

    private static final String JAR = ".jar";

    /** Options that a JVM rejects in combination with an archive, or that select an archive. */
    private static final String[] OTHERWISE =
        {"-XX:AOT", "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive", "-Xshare"};

    private final File given;
    private final File jar;

    private ClassArchive(File given, File jar) {
        this.given = given;
        this.jar = jar;
    }

    /** Returns the archive of the jar on the class path, or null if the class path is not a single jar. */
    static ClassArchive of(String classPath) {
        boolean one = classPath.endsWith(JAR) && classPath.indexOf(File.pathSeparatorChar) < 0;
        return one ? new ClassArchive(new File(classPath), linked(new File(classPath))) : null;
    }

    /** Resolves a symbolic link: the JVM compares the jar's name with the name recorded in the archive. */
    private static File linked(File file) {
        try {
            Path path = Paths.get(file.getPath());
            if (Files.isSymbolicLink(path)) {
                File real = path.toRealPath().toFile();
                // false if the name has characters that the locale's encoding lacks
                return real.isFile() && real.getName().endsWith(JAR) ? real : file;
            }
        } catch (IOException e) {
            return file;
        } catch (InvalidPathException e) {
            return file;
        }
        return file;
    }

    private static File beside(File jar) {
        String path = jar.getPath();
        return new File(path.substring(0, path.length() - JAR.length()) + ".jsa");
    }

    /**
     * Returns the options with which the second JVM uses the archive, if there is one, and ignores it silently if it
     * cannot.
     *
     * @param options other options of the second JVM
     */
    List<String> use(List<String> options) {
        for (String option : options) {
            for (String start : OTHERWISE) {
                if (option.startsWith(start)) {
                    return Collections.emptyList();
                }
            }
        }
        File archive = beside(given).isFile() ? beside(given) : beside(jar);
        return archive.isFile() ? withoutWarnings("-XX:SharedArchiveFile=" + archive) : Collections.<String>emptyList();
    }

    /** Returns the options with which the second JVM writes the archive. */
    List<String> write() {
        return withoutWarnings("-XX:ArchiveClassesAtExit=" + beside(given));
    }

    /**
     * Returns the class path for writing and using the archive, always with a folder. The archive records this path;
     * the JVM later replaces its folder, if any, by the jar's current folder.
     */
    String classPath() {
        return jar.getPath().indexOf(File.separatorChar) < 0 ? "." + File.separator + jar.getPath() : jar.getPath();
    }

    /** Adds an option that silences warnings, which would go to standard output, between the labels. */
    private static List<String> withoutWarnings(String option) {
        return Arrays.asList("-Xlog:cds*=off,aot*=off", option);
    }
}
