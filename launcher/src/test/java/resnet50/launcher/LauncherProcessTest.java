package resnet50.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs a jar with the launcher and a replacement for the classifier, on this JDK and on an older JDK if one is
 * installed.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
final class LauncherProcessTest {
    private static final String WARNING = "WARNING: Using incubator modules";

    @TempDir
    static Path folder;

    private static Path jar;
    private final Map<String, String> environment = new HashMap<>();

    /** @param latin its output, one character per byte */
    private record Result(int exit, String latin, String err) {
        byte[] bytes() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        String out() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        List<String> arguments() {
            return out().lines().filter(line -> line.startsWith("arg "))
                    .map(line -> new String(HexFormat.of().parseHex(line.substring(4)), StandardCharsets.UTF_8)).toList();
        }

        String value(String key) {
            return out().lines().filter(line -> line.startsWith(key + " ")).findFirst().orElseThrow().substring(key.length() + 1);
        }
    }

    @BeforeAll
    static void buildJar() throws IOException {
        jar = buildJar("a stage.jar", "");
    }

    /** @param mainClass empty for the default */
    private static Path buildJar(String name, String mainClass) throws IOException {
        Path jar = folder.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Launcher.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String root : List.of("target/classes/resnet50/launcher", "target/test-classes/resnet50/cli")) {
                Path classes = Path.of(root);
                try (Stream<Path> files = Files.list(classes)) {
                    for (Path file : files.toList()) {
                        out.putNextEntry(new JarEntry("resnet50/" + classes.getFileName() + "/" + file.getFileName()));
                        Files.copy(file, out);
                    }
                }
            }
            out.putNextEntry(new JarEntry("resnet50/jvm.options"));
            out.write("# a stage's\n\n-Dtest.stage=a b\n-Dtest.option=stage\n".getBytes(StandardCharsets.UTF_8));
            if (!mainClass.isEmpty()) {
                out.putNextEntry(new JarEntry("resnet50/main-class"));
                out.write((mainClass + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    @Test
    void startsTheMainClassThatAJarNames() throws Exception {
        Path other = buildJar("other.jar", "resnet50.cli.Other");
        for (List<String> options : List.of(List.<String>of(), List.of("--add-modules", Launcher.MODULE))) {
            List<String> command = new ArrayList<>(List.of(java(false).toString()));
            command.addAll(options);
            command.addAll(List.of("-jar", other.toString(), "argument"));
            Result result = result(builder(command), new byte[0]);
            assertEquals("other argument", result.out().strip(), result.err());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesAndUsesAClassArchive(boolean old) throws Exception {
        Path archived = buildJar("archived " + old + ".jar", "");
        Path archive = archived.resolveSibling("archived " + old + ".jsa");
        String use = "-XX:SharedArchiveFile=" + archive;
        List<String> plain = List.of(java(old).toString(), "-jar", archived.toString(), "report");
        assertFalse(result(builder(plain), new byte[0]).value("given").contains("-XX:SharedArchiveFile"));

        List<String> write = List.of(plain.getFirst(), "-Dresnet50.class-archive.write=true", "-jar", archived.getFileName().toString(), "report");
        Result written = result(builder(write), new byte[0]);
        assertEquals(0, written.exit(), written.err());
        assertEquals("", written.err());
        assertTrue(Files.size(archive) > 100_000, "an archive of " + Files.size(archive) + " bytes");

        assertUsed(use, result(builder(plain), new byte[0]));
        Files.write(archive, new byte[100_000]);
        assertUsed(use, result(builder(plain), new byte[0]));
    }

    private static void assertUsed(String option, Result result) {
        assertEquals(0, result.exit(), result.err());
        assertEquals("", result.err());
        assertTrue(result.value("given").contains(option), result.out());
        assertTrue(result.out().startsWith("pid "), result.out());
    }

    private static Path java(boolean old) {
        if (!old) {
            return Path.of(System.getProperty("java.home"), "bin/java");
        }
        File[] homes = new File("/usr/lib/jvm").listFiles();
        Jdk found = homes == null ? null : Arrays.stream(homes).map(Jdk::at)
                .filter(jdk -> jdk != null && jdk.feature() < Launcher.FEATURE).findFirst().orElse(null);
        Assumptions.assumeTrue(found != null, "no JDK before " + Launcher.FEATURE + " in /usr/lib/jvm to launch from");
        return found.java().toPath();
    }

    private ProcessBuilder builder(boolean old, List<String> options, String... args) {
        List<String> command = new ArrayList<>(List.of(java(old).toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(args));
        return builder(command);
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // an older JVM finds the JDK of the tests before other JDKs
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Result result(ProcessBuilder builder, byte[] in) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", null);
        Path err = Files.createTempFile(folder, "err", null);
        Path input = Files.write(Files.createTempFile(folder, "in", null), in);
        int exit = exit(builder.redirectInput(input.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start());
        return new Result(exit, Files.readString(out, StandardCharsets.ISO_8859_1), Files.readString(err));
    }

    /** Ends the process and its descendants; a JVM that waits for input forever would survive the tests. */
    private static int exit(Process process) throws InterruptedException {
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertTrue(ended, "the process did not end");
        return process.exitValue();
    }

    private Result run(boolean old, List<String> options, String... args) throws IOException, InterruptedException {
        return result(builder(old, options, args), new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesArgumentsUnchanged(boolean old) throws Exception {
        String[] args = {"report", "two words", "", "\"quoted\"", "it's", ifLocaleHas("кот 猫 🐈.jpg", "cat.jpg"), "*", "@file", "-Xmx1", "a\\b\n$c"};
        Result result = run(old, List.of(), args);
        assertEquals(0, result.exit(), result.err());
        assertEquals(List.of(args), result.arguments());
        assertEquals("", result.err());
    }

    /** The shell writes the bytes, because the locale of the tests' JVM may lack the characters. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesCharactersThatTheLocaleLacks(boolean old) throws Exception {
        for (String variable : List.of("LC_ALL=C", "LANG=xx_XX.UTF-8")) {
            List<String> shell = List.of("sh", "-c", "exec env -u LC_ALL -u LANG -u LC_CTYPE " + variable + " \"$0\" -jar \"$1\" report "
                    + "\"$(printf 'Katze-\\303\\274-\\347\\214\\253.jpg')\" 100%.jpg %41 \"$(printf '\\360\\237\\220\\210\\nx')\"",
                    java(old).toString(), jar.toString());
            Result result = result(builder(shell), new byte[0]);
            assertEquals(0, result.exit(), result.err());
            assertEquals(List.of("report", "Katze-ü-猫.jpg", "100%.jpg", "%41", "🐈\nx"), result.arguments());
            assertEquals("UTF-8", result.value("names"));
            assertEquals("", result.err());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyNetworksLoadTheModule(boolean old) throws Exception {
        for (List<String> arguments : List.of(List.of("report", "--help"), List.of("report", "-V"), List.of("weights"))) {
            Result result = run(old, List.of("-Duser=1"), arguments.toArray(String[]::new));
            assertEquals("false", result.value("module"));
            assertEquals("null", result.value("stage"));
            assertTrue(result.value("given").contains("-Duser=1"), result.out());
            assertEquals(!old, !result.value("given").contains("resnet50.relaunched"), "one JVM if it is new enough");
            assertEquals("" + Runtime.version().feature(), result.value("version"));
            assertEquals(jar.toString(), result.value("jar"));
        }
        Result network = run(old, List.of(), "report");
        assertEquals("true", network.value("module"));
        assertEquals(jar.toString(), network.value("jar"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anArchiveCanBeMovedWithItsJar(boolean old) throws Exception {
        Path made = Files.createDirectory(folder.resolve("made " + old));
        Path here = Files.move(buildJar("moving.jar", ""), made.resolve("moving.jar"));
        List<String> write = List.of(java(old).toString(), "-Dresnet50.class-archive.write=true", "-jar", "moving.jar", "report");
        assertEquals(0, result(builder(write).directory(made.toFile()), new byte[0]).exit());
        Path moved = Files.move(made, folder.resolve(ifLocaleHas("moved ü ", "moved ") + old));
        assertFromArchive(java(old), moved.resolve("moving.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link " + old + ".jar"), moved.resolve("moving.jar"));
        assertFromArchive(java(old), link);
        assertFalse(Files.exists(here));
    }

    /** Returns {@code name}, or {@code ascii} if the locale of the tests' JVM cannot express it in file names. */
    private static String ifLocaleHas(String name, String ascii) {
        return System.getProperty("sun.jnu.encoding").equals("UTF-8") ? name : ascii;
    }

    private void assertFromArchive(Path java, Path jar) throws Exception {
        Path log = folder.resolve("classes.txt");
        Files.deleteIfExists(log);
        List<String> command = List.of(java.toString(), "-Xlog:class+load:file=" + log, "-jar", jar.toString(), "report");
        Result result = result(builder(command), new byte[0]);
        assertEquals("", result.err());
        assertEquals(jar.toString(), result.value("jar"));
        assertTrue(Files.readAllLines(log).stream().anyMatch(line -> line.contains("resnet50.cli.Main source: shared objects file")),
                "main class not loaded from the archive");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesOptionsAndTheUsersPrecede(boolean old) throws Exception {
        Result result = run(old, List.of("-Xmx123m", "-Dtest.option=the user's"), "report");
        assertTrue(result.value("given").contains("-Xmx123m"), result.out());
        assertEquals("the user's", result.value("option"));
        assertEquals("a b", result.value("stage"));
        assertEquals("stage", run(old, List.of(), "report").value("option"));
        assertEquals("" + Runtime.version().feature(), result.value("version"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesEachVariablesOptionsOnce(boolean old) throws Exception {
        environment.put("JAVA_TOOL_OPTIONS", "-Dtool=1");
        environment.put("JDK_JAVA_OPTIONS", "-Djdk=1");
        Result result = run(old, List.of("-Duser=1"), "report");
        for (String option : List.of("-Dtool=1", "-Djdk=1", "-Duser=1")) {
            assertEquals(2, result.value("given").split(option, -1).length, option + " in " + result.value("given"));
        }
        assertEquals(1, result.err().lines().filter(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS")).count());
        assertEquals(2, result.err().lines().count(), result.err());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAnArgumentFileThatNamesTheJar(boolean old) throws Exception {
        environment.put("JAVA_TOOL_OPTIONS", "-Dtool=1");
        Path file = Files.writeString(folder.resolve("argfile"), "-Duser=1 -jar \"" + jar + "\" report");
        Result result = result(builder(List.of(java(old).toString(), "@" + file, "x")), new byte[0]);
        assertEquals(0, result.exit(), result.err());
        assertEquals(2, result.value("given").split("-Duser=1", -1).length, result.out());
        assertEquals(2, result.value("given").split("-Dtool=1", -1).length, result.out());
        assertEquals(2, result.out().lines().filter(line -> line.startsWith("arg ")).count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesWorkingFolderAndExitCode(boolean old) throws Exception {
        assertEquals(folder.toRealPath(), Path.of(run(old, List.of(), "report").value("folder")).toRealPath());
        assertEquals(65, run(old, List.of(), "exit", "65").exit());
        Result killed = run(old, List.of(), "die");
        assertEquals(137, killed.exit());
        assertTrue(killed.err().startsWith("resnet50: the JVM was killed by signal 9"), killed.err());
        assertEquals(1, killed.err().lines().count());
        Result thrown = run(old, List.of(), "throw");
        assertEquals(1, thrown.exit());
        assertTrue(thrown.err().startsWith("Exception in thread \"main\" java.lang.IllegalStateException: thrown"), thrown.err());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesBinaryInput(boolean old) throws Exception {
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        assertArrayEquals(bytes, result(builder(old, List.of(), "stdin"), bytes).bytes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesErrorOutputWithoutTheWarning(boolean old) throws Exception {
        Result result = run(old, List.of(), "errors");
        String expected = "10 %\r20 %\nWARNING: Using incubator modules: jdk.incubator.vector\nPicked up" + "é".repeat(100_000)
                + " the end";
        assertTrue(result.err().equals(expected), () -> result.err().length() + " characters: "
                + result.err().substring(0, Math.min(200, result.err().length())));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void detectsAClosedOutput(boolean old) throws Exception {
        Path err = folder.resolve("closed.err");
        Process process = builder(old, List.of(), "closed").redirectError(err.toFile()).start();
        process.getInputStream().close();
        assertEquals(7, exit(process));
        assertEquals("closed\n", Files.readString(err));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void survivesAClosedErrorOutput(boolean old) throws Exception {
        Process process = builder(old, List.of(), "errors").start();
        process.getErrorStream().close();
        assertEquals(0, exit(process));
    }

    private void stops(boolean old, String signal, int exit) throws Exception {
        Path err = Files.createTempFile(folder, "err", null);
        Process process = builder(old, List.of(), "wait").redirectError(err.toFile()).start();
        long pid = Long.parseLong(process.inputReader(StandardCharsets.UTF_8).readLine());
        assertNotEquals(process.pid(), pid);
        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
        assertEquals(0, new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor());
        try {
            assertEquals(exit, exit(process));
            assertFalse(child.isAlive(), "the second JVM is still alive");
            assertEquals("last words\n", Files.readString(err));
        } finally {
            child.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsWhenInterrupted(boolean old) throws Exception {
        Assumptions.assumeFalse(
                ignoresInterrupts(), "the tests run in the background, where Ctrl-C is ignored");
        stops(old, "-INT", 130);
    }

    /** A process inherits ignored signals, and Java keeps them ignored. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        long mask = Long.parseUnsignedLong(ignored.substring(ignored.indexOf(':') + 1).trim(), 16);
        return (mask & 1 << 1) != 0; // SIGINT is 2
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsWhenTerminated(boolean old) throws Exception {
        stops(old, "-TERM", 143);
    }

    @Test
    void needsNoSecondProcessIfTheModuleIsPresent() throws Exception {
        Process process = builder(false, List.of("--add-modules", "jdk.incubator.vector"), "report").redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertEquals(0, process.waitFor());
        assertTrue(lines.contains("pid " + process.pid()), lines.toString());
        assertTrue(lines.contains("terminal false"), lines.toString());
        assertTrue(lines.getFirst().startsWith(WARNING), "the warning of the user's option");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverStartsAThirdJvm(boolean old) throws Exception {
        Result result = run(old, List.of("-Dresnet50.relaunched=true"), "report");
        assertEquals(1, result.exit());
        assertTrue(result.err().startsWith("resnet50: jdk.incubator.vector is missing"), result.err());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void detectsWhetherErrorOutputIsATerminal(boolean old) throws Exception {
        assertEquals("false", run(old, List.of(), "report").value("terminal"));
        assertEquals(
                "true",
                run(old, List.of("-Dresnet50.stderr.terminal=true"), "report").value("terminal"),
                "the user's property has precedence");
        // script of util-linux runs a command in a terminal
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no /usr/bin/script");
        Path run = Files.writeString(folder.resolve("run.sh"), "exec \"" + java(old) + "\" -jar \"" + jar + "\" report\n");
        Process process = builder(List.of("/usr/bin/script", "-qec", "sh " + run, "/dev/null"))
                .redirectErrorStream(true).redirectInput(Redirect.from(new File("/dev/null"))).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().map(String::trim).toList();
        assertEquals(0, exit(process));
        assertTrue(lines.contains("terminal true"), lines.toString());
    }
}
