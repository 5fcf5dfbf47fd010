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

    @Test
    void reportsAMissingFileAsNoInput() {
        assertEquals(ExitCode.NO_INPUT, assertThrows(UserException.class, () -> LabelFile.read(folder.resolve("none"))).exitCode());
    }
}
