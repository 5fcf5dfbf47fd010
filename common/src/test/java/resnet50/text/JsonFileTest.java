package resnet50.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

class JsonFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsObjects() throws IOException {
        assertEquals(1, JsonFile.read(file("{\"a\": 1}")).get("a").intValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``|is empty, not JSON",
        "` \n `|is empty, not JSON",
        "{|is not JSON, see line 1",
        "`{\n\"a\": tru}`|is not JSON, see line 2",
    })
    void whatIsNotJsonIsNamed(String text, String what) throws IOException {
        Path file = file(text);
        UserException e = assertThrows(UserException.class, () -> JsonFile.read(file));
        assertEquals(file + ": " + what + "; correct it or move it away", e.getMessage());
        assertEquals(ExitCode.BAD_DATA, e.exitCode());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("config.json"), text);
    }
}
