package resnet50.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.picture.Interpolation;
import resnet50.picture.Preprocessor;
import resnet50.picture.Preprocessor.Mode;
import resnet50.weights.ModelConfig;

final class WeightsPreprocessingTest {
    private static final String MICROSOFT = """
            {"crop_pct": 0.875, "do_normalize": true, "do_resize": true, "feature_extractor_type": "ConvNextFeatureExtractor",
             "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225], "resample": 3, "size": SIZE}
            """;

    @TempDir
    private Path folder;

    private Path weights;

    @BeforeEach
    void makeWeights() throws IOException {
        weights = Files.writeString(folder.resolve("model.safetensors"), "none");
    }

    private Preprocessing find(PreprocessingOptions options) {
        return WeightsPreprocessing.find(weights.toString(), ModelConfig.beside(weights), options);
    }

    private String described(PreprocessingOptions options) {
        return find(options).preprocessor().description();
    }

    private String described() {
        return described(PreprocessingOptions.NONE);
    }

    private void timm(String config) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"architecture\": \"resnet50\", \"pretrained_cfg\": " + config + "}");
    }

    private void huggingFace(String config) throws IOException {
        Files.writeString(folder.resolve(WeightsPreprocessing.HUGGING_FACE), config);
    }

    private static PreprocessingOptions options(int resize, int crop, Mode mode) {
        return new PreprocessingOptions(
                resize == 0 ? OptionalInt.empty() : OptionalInt.of(resize),
                crop == 0 ? OptionalInt.empty() : OptionalInt.of(crop),
                Optional.ofNullable(mode),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void unknownWeightsHaveTheDefaultPreprocessing() {
        Preprocessing found = find(PreprocessingOptions.NONE);
        assertEquals(new Preprocessing(Preprocessor.STANDARD, Preprocessing.DEFAULT), found);
        assertFalse(found.isOfWeights());
        assertEquals(found, WeightsPreprocessing.find("synthetic", Optional.empty(), PreprocessingOptions.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "resnet50-0676ba61.pth, crop 256 to 224", "resnet50-11ad3fa6.pth, crop 232 to 224", "resnext101_64x4d-173b62eb.pth, crop 232 to 224",
        "mine-d733dc28.pth, crop 232 to 224", "resnet50-00000000.pth, crop 256 to 224"
    })
    void recognizesTorchvisionsWeightsByTheHashInTheName(String name, String expected) throws IOException {
        weights = Files.writeString(folder.resolve(name), "none");
        assertEquals(expected, described());
    }

    @Test
    void interpretsTimmsConfigAsTimm() throws IOException {
        timm("""
            {"input_size": [3, 224, 224], "test_input_size": [3, 288, 288], "interpolation": "bicubic", "crop_pct": 0.95,
             "test_crop_pct": 1.0, "crop_mode": "center", "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25]}""");
        assertEquals("crop 235 to 224, bicubic, mean 0.5 0.5 0.5, std 0.25 0.25 0.25", described());
        Preprocessing found = find(PreprocessingOptions.NONE);
        assertTrue(found.isOfWeights());
        assertTrue(found.source().endsWith("config.json"), found.source());
        assertTrue(described(options(0, 288, null)).startsWith("crop 303 to 288"), "timm scales by crop_pct");
        assertTrue(described(options(250, 0, null)).startsWith("crop 250 to 224"));
        assertTrue(described(options(0, 0, Mode.STRETCH)).startsWith("stretch 224, bicubic"));
    }

    @ParameterizedTest
    @CsvSource({"center, crop 176 to 160", "squash, stretch 176 to 160", "border, letterbox 176 to 160"})
    void mapsTimmsCropModes(String mode, String expected) throws IOException {
        timm("{\"input_size\": [3, 160, 160], \"crop_pct\": 0.90909, \"interpolation\": \"bilinear\", \"crop_mode\": \"" + mode + "\"}");
        assertEquals(expected, described());
    }

    @Test
    void absentFieldsOfTimmsConfigHaveTimmsDefaults() throws IOException {
        timm("{}");
        assertEquals("crop 256 to 224, bicubic", described());
        Files.writeString(folder.resolve("config.json"), "{\"architecture\": \"resnet18\", \"input_size\": [3, 224, 224], \"crop_pct\": 1.0}");
        assertEquals("crop 224 to 224, bicubic", described());
    }

    @ParameterizedTest
    @CsvSource({"224, 'crop 256 to 224, bicubic'", "383, 'crop 437 to 383, bicubic'", "384, 'stretch 384, bicubic'"})
    void huggingFacesConvNextProcessorCropsBelow384(int size, String expected) throws IOException {
        huggingFace(MICROSOFT.replace("SIZE", Integer.toString(size)));
        assertEquals(expected, described());
        huggingFace(MICROSOFT.replace("SIZE", "{\"shortest_edge\": " + size + "}"));
        assertEquals(expected, described());
    }

    @Test
    void readsOtherHuggingFaceProcessors() throws IOException {
        String mean = "\"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [0.5, 0.5, 0.5]";
        huggingFace("{\"image_processor_type\": \"ViTImageProcessor\", \"size\": {\"height\": 224, \"width\": 224}, \"resample\": 2, " + mean + "}");
        assertEquals("stretch 224, mean 0.5 0.5 0.5, std 0.5 0.5 0.5", described());
        huggingFace("{\"image_processor_type\": \"BitImageProcessor\", \"size\": {\"shortest_edge\": 448}, \"do_center_crop\": true, "
                + "\"crop_size\": {\"height\": 448, \"width\": 448}, \"resample\": 3, \"do_normalize\": false}");
        assertEquals("crop 448 to 448, bicubic, mean 0.0 0.0 0.0, std 1.0 1.0 1.0", described());
    }

    @Test
    void timmsConfigPrecedesHuggingFaces() throws IOException {
        huggingFace(MICROSOFT.replace("SIZE", "384"));
        Files.writeString(folder.resolve("config.json"), "{\"id2label\": {\"0\": \"cat\"}, \"num_labels\": 1}");
        assertEquals("stretch 384, bicubic", described(), "config.json without pretrained_cfg is ignored");
        timm("{\"input_size\": [3, 224, 224], \"crop_pct\": 0.875, \"interpolation\": \"bilinear\"}");
        assertEquals("crop 256 to 224", described());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"interpolation\": \"lanczos\"}", "{\"input_size\": [3, 224, 320]}", "{\"input_size\": [1, 224, 224]}",
        "{\"crop_mode\": \"five\"}", "{\"mean\": [0.5]}", "{\"std\": [0, 1, 1]}", "{\"mean\": [NaN, 1, 1]}",
        "{\"mean\": [1e30, 0, 0]}", "{\"std\": 1e-37}", "{\"std\": [58.4, 57.1, 57.4]}", "{\"mean\": \"0.5\"}",
        "{\"mean\": {\"r\": 1}}", "{\"crop_pct\": 0}",
        "{\"crop_pct\": -1}", "{\"crop_pct\": 1e-9}", "{\"input_size\": [3, 99999, 99999]}"
    })
    void refusesUnsupportedValues(String config) throws IOException {
        timm(config);
        UserException e = assertThrows(UserException.class, this::described);
        assertEquals(ExitCode.BAD_DATA, e.exitCode());
        assertTrue(e.getMessage().startsWith(folder.resolve("config.json") + ": "), e.getMessage());
    }

    @Test
    void optionsReplaceUnsupportedValues() throws IOException {
        timm("{\"interpolation\": \"lanczos\", \"mean\": 7, \"crop_mode\": \"five\", \"input_size\": [3, 1, 2]}");
        PreprocessingOptions all = new PreprocessingOptions(
                OptionalInt.of(100),
                OptionalInt.of(96),
                Optional.of(Mode.CROP),
                Optional.of(Interpolation.BICUBIC),
                Optional.of(List.of(0f, 0f, 0f)),
                Optional.empty());
        assertEquals("crop 100 to 96, bicubic, mean 0.0 0.0 0.0, std 0.229 0.224 0.225", described(all));
    }

    @Test
    void aMeanOnAScaleTo255IsRefusedWithItsBounds() throws IOException {
        timm("{\"mean\": [123.7, 116.3, 103.5]}");
        UserException e = assertThrows(UserException.class, this::described);
        assertEquals(folder.resolve("config.json") + ": has the mean [123.7,116.3,103.5], not three numbers from -10 to 10; choose with --mean",
                e.getMessage());
        Files.delete(folder.resolve("config.json"));
        huggingFace("{\"size\": 224, \"image_std\": 0}");
        e = assertThrows(UserException.class, this::described);
        assertEquals(ExitCode.BAD_DATA, e.exitCode());
        assertTrue(e.getMessage().endsWith(": has the std 0, not three numbers from 0.001 to 10; choose with --std"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1] 2", "{\"a\": 1, \"a\": 2}", "\u0000"})
    void refusesBrokenFiles(String text) throws IOException {
        huggingFace(text);
        assertEquals(ExitCode.BAD_DATA, assertThrows(UserException.class, this::described).exitCode());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, , crop 256 to 224", "0, 32, , crop 256 to 32", "0, 288, , crop 329 to 288", "300, 288, , crop 300 to 288",
        "0, 0, STRETCH, stretch 224", "240, 0, STRETCH, stretch 240 to 224", "0, 96, LETTERBOX, letterbox 96"
    })
    void optionsReplaceSingleSettings(int resize, int crop, Mode mode, String expected) {
        assertEquals(expected, described(options(resize, crop, mode)));
    }
}
