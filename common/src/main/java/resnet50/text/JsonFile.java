package resnet50.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;

/** Reads small JSON files that other programs wrote. Size and nesting are bounded. */
public final class JsonFile {
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
        byte[] bytes = TextFile.read(file);
        try {
            return present(name, MAPPER.readTree(bytes));
        } catch (IOException e) { // also bytes that are not text
            throw notJson(name, e);
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
            return present(name, MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw notJson(name, e);
        }
    }

    private static JsonNode present(String name, JsonNode root) {
        if (root.isMissingNode()) {
            throw UserException.badData(name + ": is empty, not JSON; correct it or move it away");
        }
        return root;
    }

    private static UserException notJson(String name, IOException e) {
        String what = e instanceof StreamConstraintsException
                ? "is JSON of more than " + MAX_DEPTH + " levels, or with a name or number that is too long"
                : "is not JSON";
        String where = e instanceof JsonProcessingException json && json.getLocation() != null
                ? ", see line " + json.getLocation().getLineNr()
                : "";
        return new UserException(ExitCode.BAD_DATA, name + ": " + what + where + "; correct it or move it away", e);
    }
}
