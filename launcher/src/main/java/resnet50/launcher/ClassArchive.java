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
 * A class-data-sharing (CDS) archive, {@code stage6.jsa} beside {@code stage6.jar}: the jar's classes, parsed and verified. It shortens
 * start-up. The build makes it; it may be moved together with the jar. Where it is missing, or the JVM refuses it because it is of another
 * jar or JDK or does not suit an option, classes are loaded from the jar.
 */
final class ClassArchive {
    /** The system property with which the second JVM writes the archive, of all the classes that it used. */
    static final String WRITE = "resnet50.class-archive.write";

    private static final String JAR = ".jar";

    /** Options that a JVM refuses beside an archive, or that choose one. */
    private static final String[] OTHERWISE =
        {"-XX:AOT", "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive", "-Xshare"};

    private final File given;
    private final File jar;

    private ClassArchive(File given, File jar) {
        this.given = given;
        this.jar = jar;
    }

    /** Of the jar that is the class path, or null if there is more on it. */
    static ClassArchive of(String classPath) {
        boolean one = classPath.endsWith(JAR) && classPath.indexOf(File.pathSeparatorChar) < 0;
        return one ? new ClassArchive(new File(classPath), linked(new File(classPath))) : null;
    }

    /** The file that a link leads to: the JVM compares the jar's name with the one that the archive was made with. */
    private static File linked(File file) {
        try {
            Path path = Paths.get(file.getPath());
            if (Files.isSymbolicLink(path)) {
                File real = path.toRealPath().toFile();
                // not so if the name has letters that the locale's encoding lacks
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
     * What the second JVM is told: to use the archive, if there is one, and to say nothing where it cannot.
     *
     * @param options others that the JVM is given
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

    /** To write it. */
    List<String> write() {
        return withoutWarnings("-XX:ArchiveClassesAtExit=" + beside(given));
    }

    /**
     * The class path to write and to use it with. The archive holds the path, of which the JVM later replaces the folder by the one where
     * the jar lies then, if the path has one.
     */
    String classPath() {
        return jar.getPath().indexOf(File.separatorChar) < 0 ? "." + File.separator + jar.getPath() : jar.getPath();
    }

    /** They would go to the standard output, to the labels. */
    private static List<String> withoutWarnings(String option) {
        return Arrays.asList("-Xlog:cds*=off,aot*=off", option);
    }
}
