package resnet50.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.core.ConvolutionRun;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.EngineProvider;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;
import resnet50.core.WeightsFile;

class EnginesTest {
    private static final String SERVICE = "META-INF/services/" + EngineProvider.class.getName();

    @TempDir
    Path folder;

    /** Provider that all stages of these tests name, as real stages name theirs. */
    public static class Provider implements EngineProvider {
        @Override
        public Engine build(Architecture architecture, WeightsFile weights, EngineOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConvolutionRun convolution(Convolution layer, float[] input, WeightsFile weights, EngineOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int vectorBits() {
            return 0;
        }
    }

    private URL stageFolder(String name) throws IOException {
        Path classes = folder.resolve(name);
        Files.createDirectories(classes.resolve(SERVICE).getParent());
        Files.createDirectories(classes.resolve(StageInfo.RESOURCE).getParent());
        Files.writeString(classes.resolve(SERVICE), Provider.class.getName());
        Files.writeString(classes.resolve(StageInfo.RESOURCE), "name=" + name);
        return classes.toUri().toURL();
    }

    private URL stageJar(String name) throws IOException {
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(Provider.class.getName().getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(StageInfo.RESOURCE));
            out.write(("name=" + name).getBytes(StandardCharsets.UTF_8));
        }
        return jar.toUri().toURL();
    }

    private static URLClassLoader loader(URL... stages) {
        return new URLClassLoader(stages, Engines.class.getClassLoader());
    }

    @Test
    void findsASingleStage() throws IOException {
        try (URLClassLoader loader = loader(stageFolder("stage5-codegen"))) {
            assertInstanceOf(Provider.class, Engines.provider(loader));
        }
    }

    @Test
    void refusesAndNamesSeveralStages() throws IOException {
        try (URLClassLoader loader = loader(stageFolder("stage5-codegen"), stageJar("stage6-threads"))) {
            UserException refused = assertThrows(UserException.class, () -> Engines.provider(loader));
            assertEquals(ExitCode.USAGE, refused.exitCode());
            String message = refused.getMessage();
            assertTrue(message.contains("stage5-codegen (file:" + folder.resolve("stage5-codegen)")), message);
            assertTrue(message.contains("stage6-threads (file:" + folder.resolve("stage6-threads.jar)")), message);
        }
    }

    @Test
    void refusesAClassPathWithoutStages() throws IOException {
        try (URLClassLoader loader = loader()) {
            UserException refused = assertThrows(UserException.class, () -> Engines.provider(loader));
            assertEquals(ExitCode.USAGE, refused.exitCode());
            assertTrue(refused.getMessage().startsWith("no stage on the class path"), refused.getMessage());
        }
    }

    /** A stage whose vector width is fixed. */
    private static final class Fixed extends Provider {
        @Override
        public int vectorBits() {
            return 256;
        }
    }

    @Test
    void acceptsTheWidthOfTheJvm() {
        withVectorProperty(() -> {
            Engines.withVectorWidth(new Fixed(), VectorWidth.BITS_256, 256);
            assertEquals("256", System.getProperty(VectorWidth.PROPERTY));
        });
    }

    @Test
    void refusesAWidthBeyondTheCpus() {
        assertRefused(ExitCode.USAGE, "--vector 512", "vectors of 256 bits",
                () -> Engines.withVectorWidth(new Fixed(), VectorWidth.BITS_512, 256));
    }

    @Test
    void refusesASecondWidth() {
        withVectorProperty(() -> assertRefused(ExitCode.USAGE, "--vector 512", "computes with 256 bits already",
                () -> Engines.withVectorWidth(new Fixed(), VectorWidth.BITS_512, 512)));
    }

    private static void withVectorProperty(Runnable test) {
        String before = System.getProperty(VectorWidth.PROPERTY);
        try {
            test.run();
        } finally {
            if (before == null) {
                System.clearProperty(VectorWidth.PROPERTY);
            } else {
                System.setProperty(VectorWidth.PROPERTY, before);
            }
        }
    }
}
