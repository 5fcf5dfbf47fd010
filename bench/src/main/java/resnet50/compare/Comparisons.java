package resnet50.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.text.Json;

/** Comparisons as JSON: an object with the components of {@link Comparison}. An unknown figure is null. */
public final class Comparisons {
    private static final JsonMapper MAPPER = new JsonMapper();

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
            JsonNode json = withDefaults(MAPPER.readTree(Files.readString(file)));
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

    /** Adds the keys that older versions of {@code compare} did not write. */
    private static JsonNode withDefaults(JsonNode json) {
        addMissing(json, "pair", NullNode.getInstance());
        JsonNode probe = json.path("probe");
        addMissing(probe, "othersShare", IntNode.valueOf(-1));
        double peak = Math.max(probe.path("beforeGflops").asDouble(Double.NaN), probe.path("afterGflops").asDouble(Double.NaN));
        ObjectNode peaks = JsonNodeFactory.instance.objectNode();
        addMissing(probe, "peaks", Double.isNaN(peak) ? peaks : peaks.put("1", peak)); // of one thread only
        for (JsonNode rung : json.path("rungs")) {
            addMissing(rung, "reduction", IntNode.valueOf(1));
            rung.path("layers").forEach(layer -> addMissing(layer, "neededMacs", IntNode.valueOf(0)));
        }
        return json;
    }

    private static void addMissing(JsonNode json, String key, JsonNode value) {
        if (json instanceof ObjectNode object) {
            object.putIfAbsent(key, value);
        }
    }

    private static UserException notOne(Path file, String why) {
        return UserException.badData(file + ": not a comparison (" + why + "); write one with: compare --json > " + file);
    }
}
