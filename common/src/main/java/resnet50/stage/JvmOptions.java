package resnet50.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JVM options of the stage on the class path. */
public final class JvmOptions {
    private static final String RESOURCE = "/resnet50/jvm.options";

    private JvmOptions() {}

    /** The vector module, then the lines of the stage's file, in which a number sign starts a comment. */
    public static List<String> all() {
        List<String> options = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector"));
        try (InputStream in = JvmOptions.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(options::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(options);
    }
}
