package resnet50.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;

/** Reads small JSON files that other programs wrote. Size and nesting are bounded. */
public final class JsonFile {
    /** Large enough for the labels of a million classes. */
    static final int MAX_BYTES = 16 << 20;

    private static final int MAX_DEPTH = 32;

    /** Accepts NaN and Infinity, which Python writes. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /**
     * Reads a file.
     *
     * @throws UserException no input: missing or unreadable; bad data: too large, or not JSON
     */
    public static JsonNode read(Path file) {
        String name = Printable.text(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw UserException.badData(name + ": is larger than " + MAX_BYTES + " bytes; give a smaller file or move it away");
            }
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw notJson(name, e);
        } catch (IOException e) {
            throw new UserException(ExitCode.NO_INPUT, name + ": cannot be read; check the path and its permissions", e);
        }
    }

    /**
     * Parses text that has been read from a file.
     *
     * @param name of the file, for messages
     * @throws UserException bad data: not JSON
     */
    public static JsonNode parse(String name, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw notJson(name, e);
        }
    }

    private static UserException notJson(String name, JsonProcessingException e) {
        return new UserException(ExitCode.BAD_DATA, name + ": is not JSON; correct it or move it away", e);
    }
}
