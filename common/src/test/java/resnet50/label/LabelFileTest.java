package resnet50.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

final class LabelFileTest {
    @TempDir
    private Path folder;

    private List<String> read(String text) throws IOException {
        return LabelFile.read(Files.writeString(folder.resolve("labels"), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "cat\nwild dog\nbird\n", "\uFEFFcat\r\nwild dog\r\nbird\r\n\r\n", "[\"cat\", \"wild dog\", \"bird\"]",
        "{\"bird\": 2, \"cat\": 0, \"wild dog\": 1}", "{\"2\": \"bird\", \"0\": \"cat\", \"1\": \"wild dog\"}",
        "{\"id2label\": {\"0\": \"cat\", \"1\": \"wild dog\", \"2\": \"bird\"}, \"label2id\": {}}",
        "{\"class_to_idx\": {\"cat\": 0, \"wild dog\": 1, \"bird\": 2}}", "{\"label_names\": [\"cat\", \"wild dog\", \"bird\"]}",
        "{\"0\": [\"n1\", \"cat\"], \"1\": [\"n2\", \"wild dog\"], \"2\": [\"n3\", \"bird\"]}"
    })
    void readsEveryFormat(String text) throws IOException {
        assertEquals(List.of("cat", "wild dog", "bird"), read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "cat\n\ndog", "{", "[]", "{}", "[1, 2]", "{\"cat\": 1}", "{\"cat\": 0, \"dog\": 0}", "{\"cat\": -1}", "{\"x\": \"cat\"}",
        "{\"cat\": 4294967296}", "{\"0\": null}"
    })
    void refusesBrokenFiles(String text) {
        UserException e = assertThrows(UserException.class, () -> read(text));
        assertEquals(ExitCode.BAD_DATA, e.exitCode());
        assertTrue(e.getMessage().startsWith(folder.resolve("labels") + ": "), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"cat\": 0.5} | has 0.5 in place of an index; give a label per line, class_to_idx or id2label",
        "{\"cat\": 4294967296} | has 4294967296 in place of an index; give a label per line, class_to_idx or id2label",
        "{\"cat\": 0, \"dog\": 2} | does not number its 2 labels from 0, see dog; give a label per line, class_to_idx or id2label",
        "[1, 2] | has 1 in place of a label; give a label per line, class_to_idx or id2label",
        "{\"cat\": | is not JSON, see line 1; correct it or move it away",
    })
    void theMessageNamesTheFault(String text, String message) {
        UserException e = assertThrows(UserException.class, () -> read(text));
        assertEquals(folder.resolve("labels") + ": " + message, e.getMessage());
    }

    @Test
    void deepJsonHasItsOwnMessage() {
        UserException e = assertThrows(UserException.class, () -> read("[".repeat(33)));
        assertTrue(e.getMessage().contains(": is JSON of more than 32 levels"), e.getMessage());
    }

    @Test
    void missingFilesAndFoldersAreNoInput() throws IOException {
        assertNoInput("does not exist; check the path", folder.resolve("none"));
        assertNoInput("is a folder; give a file", folder);
        Path file = Files.writeString(folder.resolve("file"), "cat");
        assertNoInput("cannot be read (", file.resolve("labels"));
    }

    private static void assertNoInput(String message, Path file) {
        UserException e = assertThrows(UserException.class, () -> LabelFile.read(file));
        assertEquals(ExitCode.NO_INPUT, e.exitCode());
        assertTrue(e.getMessage().startsWith(file + ": " + message), e.getMessage());
    }
}
