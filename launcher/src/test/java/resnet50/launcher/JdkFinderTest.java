package resnet50.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdkFinderTest {
    private static final String MODULES = "java.base jdk.incubator.vector java.logging";

    @TempDir
    Path folder;

    private Path jdk(String name, String version, String modules) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertTrue(java.toFile().setExecutable(true));
        String release = "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n";
        Files.writeString(home.resolve("release"), modules == null ? release : release + "MODULES=\"" + modules + "\"\n");
        return home;
    }

    private JdkFinder finder(Map<String, String> environment, String... roots) {
        return new JdkFinder(environment, null, List.of(roots).stream().map(root -> folder.resolve(root).toFile()).toList());
    }

    private static String found(JdkFinder finder) {
        Jdk jdk = finder.find();
        return jdk == null ? "nothing" : jdk.home().getName();
    }

    @Test
    void parsesVersions() {
        assertEquals(8, Jdk.feature("1.8.0_402"));
        assertEquals(25, Jdk.feature("25"));
        assertEquals(25, Jdk.feature("25.0.3"));
        assertEquals(26, Jdk.feature("26-ea"));
        assertEquals(1, Jdk.feature("1"));
        assertEquals(0, Jdk.feature(""));
        assertEquals(0, Jdk.feature("unknown"));
    }

    @Test
    void choosesTheOldestSufficientJdk() throws IOException {
        jdk("a/27", "27", MODULES);
        jdk("a/17", "17.0.15", MODULES);
        jdk("a/8", "1.8.0_402", null);
        jdk("b/25", "25.0.3", MODULES);
        jdk("b/26", "26-ea", MODULES);
        assertEquals("25", found(finder(Map.of(), "a", "b", "missing")));
        assertEquals("27", found(finder(Map.of(), "a")));
    }

    @Test
    void requiresTheModule() throws IOException {
        jdk("a/25", "25", "java.base jdk.incubator.vectors");
        jdk("a/26", "26", MODULES);
        assertEquals("26", found(finder(Map.of(), "a")));
        jdk("a/25-unlisted", "25", null);
        assertEquals("25-unlisted", found(finder(Map.of(), "a")));
    }

    @Test
    void requiresAnExecutableJava() throws IOException {
        Path home = jdk("a/25", "25", MODULES);
        assertEquals("25", found(finder(Map.of(), "a")));
        assertTrue(home.resolve("bin/java").toFile().setExecutable(false));
        assertEquals("nothing", found(finder(Map.of(), "a")));
        Files.delete(home.resolve("bin/java"));
        assertEquals("nothing", found(finder(Map.of(), "a")));
    }

    @Test
    void findsHomesInMacBundles() throws IOException {
        jdk("a/temurin-25.jdk/Contents/Home", "25", MODULES);
        assertEquals("Home", found(finder(Map.of(), "a")));
    }

    @Test
    void prefersJavaHomeIfItQualifies() throws IOException {
        jdk("a/25", "25", MODULES);
        assertEquals("mine", found(finder(Map.of("JAVA_HOME", jdk("mine", "27", MODULES).toString()), "a")));
        assertEquals("25", found(finder(Map.of("JAVA_HOME", jdk("old", "21", MODULES).toString()), "a")));
    }

    @Test
    void readsOtherEnvironmentVariables() throws IOException {
        String home = jdk("x", "25", MODULES).toString();
        for (String name : List.of("JDK_HOME", "JAVA25_HOME", "JAVA_HOME_25_X64", "JDK_25_HOME")) {
            assertEquals("x", found(finder(Map.of(name, home))), name);
        }
        assertEquals("nothing", found(finder(Map.of("MAVEN_HOME", home))));
    }

    @Test
    void theRunningJvmNeedsNoReleaseFile() throws IOException {
        Path home = jdk("x", "25", MODULES);
        Files.delete(home.resolve("release"));
        assertNull(Jdk.at(home.toFile()));
        assertNotNull(new JdkFinder(Map.of(), Jdk.running(home.toFile(), "25.0.1"), List.of()).running());
        assertNull(new JdkFinder(Map.of(), Jdk.running(home.toFile(), "17.0.1"), List.of()).running());
    }

    @Test
    void listsTheSearchedPlaces() throws IOException, InterruptedException {
        jdk("a/17", "17.0.15", MODULES);
        jdk("a/25", "25", "java.base");
        Files.createDirectories(folder.resolve("b"));
        String other = jdk("21", "21", null).toString();
        JdkFinder finder = finder(Map.of("JAVA_HOME", "/nowhere", "JAVA21_HOME", other), "a", "b", "c");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new Launcher(17, finder, new PrintStream(err, true, StandardCharsets.UTF_8)).relaunch(new String[0], Need.VECTORS);
        assertEquals(69, exit);
        assertEquals(List.of(
                "resnet50: no JDK 25 or newer with the module jdk.incubator.vector found, and this is Java "
                        + System.getProperty("java.version")
                        + "; install one (https://adoptium.net/) or set JAVA_HOME to it. Searched:",
                "  JAVA_HOME=/nowhere: no JDK",
                "  JDK_HOME: not set",
                "  JAVA21_HOME=" + other + ": 21",
                "  " + folder.resolve("a/*") + ": 17.0.15, 25 without jdk.incubator.vector",
                "  " + folder.resolve("b/*") + ": no JDK",
                "  " + folder.resolve("c/*") + ": no such folder"), err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void searchesTheUsualPlaces() {
        List<File> linux = JdkFinder.roots("Linux", new File("/home/me"), Map.of());
        assertTrue(linux.contains(new File("/usr/lib/jvm")));
        assertTrue(linux.contains(new File("/opt/java")));
        assertTrue(linux.contains(new File("/home/me/.sdkman/candidates/java")));
        assertTrue(linux.contains(new File("/home/me/.asdf/installs/java")));
        assertTrue(JdkFinder.roots("Mac OS X", new File("/Users/me"), Map.of())
                .contains(new File("/Library/Java/JavaVirtualMachines")));
        List<File> windows = JdkFinder.roots("Windows 11", new File("C:/Users/me"), Map.of("ProgramFiles", "C:/Programs"));
        assertTrue(windows.contains(new File("C:/Programs/Eclipse Adoptium")));
        assertTrue(windows.contains(new File("C:/Users/me/.jdks")));
    }
}
