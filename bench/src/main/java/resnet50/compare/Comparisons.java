package resnet50.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.text.Json;

/** Comparisons as JSON: an object with the components of {@link Comparison} by their names; a figure that was not taken is null. */
public final class Comparisons {
    private Comparisons() {}

    public static String toJson(Comparison comparison) {
        return Json.write(comparison);
    }

    /**
     * Reads what {@code compare --json} printed.
     *
     * @throws UserException no input: missing or unreadable; bad data: something else
     */
    public static Comparison read(Path file) {
        try {
            Comparison comparison = Json.read(Files.readString(file), Comparison.class);
            if (comparison == null) {
                throw notOne(file, "it is null");
            }
            return comparison;
        } catch (JsonProcessingException e) {
            throw notOne(file, Printable.quote(e.getOriginalMessage()));
        } catch (MalformedInputException _) {
            throw notOne(file, "it is no text");
        } catch (IOException _) {
            throw UserException.noInput(file + ": cannot be read; write one with: compare --json > " + file);
        }
    }

    private static UserException notOne(Path file, String why) {
        return UserException.badData(file + ": is no comparison (" + why + "); write one with: compare --json > " + file);
    }
}
