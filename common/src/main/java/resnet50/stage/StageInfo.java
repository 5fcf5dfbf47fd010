package resnet50.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The identity of a stage, written by the build from the stage's {@code pom.xml}.
 *
 * @param name  the module, such as {@code stage1-naive}
 * @param title the stage's idea in a few words
 */
public record StageInfo(String name, String title) {
    /** A stage's properties file; the class path contains one per stage. */
    static final String RESOURCE = "resnet50/stage.properties";

    /** Reads the stage's properties from the class path. */
    public static StageInfo load() {
        try (InputStream in = StageInfo.class.getResourceAsStream("/" + RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no stage on the class path: " + RESOURCE + " is missing");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StageInfo read(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        return new StageInfo(properties.getProperty("name"), properties.getProperty("title"));
    }
}
