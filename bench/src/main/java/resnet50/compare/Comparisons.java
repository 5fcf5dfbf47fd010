package resnet50.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.text.Json;

/** Comparisons as JSON: an object with the components of {@link Comparison}. An unknown figure is null. */
public final class Comparisons {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Keys that older versions of {@code compare} did not write. */
    private static final List<String> OPTIONAL_KEYS = List.of("pair");

    private Comparisons() {}

    public static String toJson(Comparison comparison) {
        return Json.write(comparison);
    }

    /**
     * Reads the output of {@code compare --json}, of older versions too.
     *
     * @throws UserException no input: the file is missing or unreadable; bad data: it is not a comparison
     */
    public static Comparison read(Path file) {
        try {
            JsonNode json = withOptionalKeys(MAPPER.readTree(Files.readString(file)));
            Comparison comparison = Json.read(json.toString(), Comparison.class);
            if (comparison == null) {
                throw notOne(file, "null");
            }
            return comparison;
        } catch (JsonProcessingException e) {
            throw notOne(file, Printable.quote(e.getOriginalMessage()));
        } catch (MalformedInputException _) {
            throw notOne(file, "not a text file");
        } catch (IOException _) {
            throw UserException.noInput(file + ": cannot be read; write one with: compare --json > " + file);
        }
    }

    /** Adds each optional key that is missing, with the value null. */
    private static JsonNode withOptionalKeys(JsonNode json) {
        if (json instanceof ObjectNode comparison) {
            OPTIONAL_KEYS.stream().filter(key -> !comparison.has(key)).forEach(comparison::putNull);
        }
        return json;
    }

    private static UserException notOne(Path file, String why) {
        return UserException.badData(file + ": not a comparison (" + why + "); write one with: compare --json > " + file);
    }
}
