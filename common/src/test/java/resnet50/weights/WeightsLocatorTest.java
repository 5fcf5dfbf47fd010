package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Parameter;

class WeightsLocatorTest {
    private static final Optional<Architecture> RESNET18 = Architecture.named("resnet18");

    @TempDir
    private Path folder;

    private Path model;
    private Path beside;
    private Path cache;

    @BeforeEach
    void makeFolders() throws IOException {
        model = Files.createDirectories(folder.resolve("work/model"));
        beside = Files.createDirectories(folder.resolve("jar/model"));
        cache = Files.createDirectories(folder.resolve("cache"));
    }

    private WeightsLocator locator(Map<String, String> environment) {
        List<WeightsLocator.Place> places = List.of(
                new WeightsLocator.Place(model, "model"), new WeightsLocator.Place(beside, "model beside the jar"));
        return new WeightsLocator(environment, places, cache);
    }

    private String found(Optional<Architecture> asked) {
        return locator(Map.of()).locate(Optional.empty(), asked).toString();
    }

    private void assertNothingFound() {
        assertRefused(ExitCode.NO_INPUT, "no weights for resnet50 in " + model + ", " + beside + ", " + cache, "weights fetch resnet50",
                () -> found(Optional.empty()));
    }

    private static String inFile(Path path, String how) {
        return new WeightsSource.InFile(path, how).toString();
    }

    @Test
    void searchesFoldersInOrder() throws IOException {
        assertNothingFound();
        String compact = "compact, part of the project; for more accurate ones: weights fetch";
        Path last = Files.createFile(beside.resolve("resnet50-compact.safetensors"));
        assertEquals(inFile(last, compact), found(Optional.empty()));
        Path compactHere = Files.createFile(model.resolve("resnet50-compact.safetensors"));
        assertEquals(inFile(compactHere, compact), found(Optional.empty()));
        Path cached = Files.createFile(cache.resolve("resnet50-0676ba61.pth"));
        assertEquals(inFile(cached, "found in " + cache), found(Optional.empty()));
        Path besideJar = Files.createFile(beside.resolve("resnet50.safetensors"));
        assertEquals(inFile(besideJar, "found in model beside the jar"), found(Optional.empty()));
        Path first = Files.createFile(model.resolve("resnet50-12345678.pth"));
        assertEquals(inFile(first, "found in model"), found(Optional.empty()));
    }

    @Test
    void searchesNamesInOrder() throws IOException {
        Files.createFile(model.resolve("resnet50-1234567.pth"));
        Files.createFile(model.resolve("resnet50-123456789.pth"));
        Files.createFile(model.resolve("resnet50-0676ba61.pth.part"));
        Files.createFile(model.resolve("wide_resnet50_2.pth"));
        Files.createDirectory(model.resolve("resnet50.pth"));
        assertNothingFound();
        for (int i = 9; i > 0; i--) {
            Files.createFile(model.resolve("resnet50-%d0000000.pth".formatted(i)));
        }
        Path other = Files.createFile(model.resolve("resnet50-00000000.pth"));
        assertEquals(inFile(other, "found in model"), found(Optional.empty()));
        Path torchvisions = Files.createFile(model.resolve("resnet50-0676ba61.pth"));
        assertEquals(inFile(torchvisions, "found in model"), found(Optional.empty()));
        Path safetensors = Files.createFile(model.resolve("resnet50.safetensors"));
        assertEquals(inFile(safetensors, "found in model"), found(Optional.empty()));
        Files.delete(model.resolve("resnet50.pth"));
        Path plain = Files.createFile(model.resolve("resnet50.pth"));
        assertEquals(inFile(plain, "found in model"), found(Optional.empty()));
    }

    @Test
    void searchesWeightsOfTheRequestedNetwork() throws IOException {
        Files.createFile(model.resolve("resnet50.pth"));
        Path wanted = Files.createFile(cache.resolve("resnet18.pth"));
        assertEquals(inFile(wanted, "found in " + cache), found(RESNET18));
    }

    @Test
    void theOptionPrecedesTheEnvironmentVariable() throws IOException {
        Files.createFile(model.resolve("resnet50.pth"));
        Path named = Files.createFile(folder.resolve("mine.pth"));
        WeightsLocator locator = locator(Map.of("RESNET50_WEIGHTS", named.toString()));
        assertEquals(
                new WeightsSource.InFile(named, "named by $RESNET50_WEIGHTS"),
                locator.locate(Optional.empty(), Optional.empty()));
        assertEquals(
                new WeightsSource.InFile(Path.of("other.pth"), "as given"),
                locator.locate(Optional.of("other.pth"), Optional.empty()));
        Files.delete(named);
        assertRefused(ExitCode.NO_INPUT, named + ": does not exist", "$RESNET50_WEIGHTS",
                () -> locator.locate(Optional.empty(), Optional.empty()));
    }

    @Test
    void ignoresAnEmptyVariable() throws IOException {
        Path file = Files.createFile(model.resolve("resnet50.pth"));
        assertEquals(
                new WeightsSource.InFile(file, "found in model"),
                locator(Map.of("RESNET50_WEIGHTS", "")).locate(Optional.empty(), Optional.empty()));
    }

    @Test
    void syntheticWeightsNeedNoFile() {
        for (WeightsLocator locator : new WeightsLocator[] {locator(Map.of()),
                locator(Map.of("RESNET50_WEIGHTS", "synthetic"))}) {
            try (OpenedWeights weights = locator.open(Optional.of("synthetic"), RESNET18)) {
                assertInstanceOf(SyntheticWeights.class, weights.file());
                assertEquals("resnet18", weights.architecture().name());
                assertEquals("weights: synthetic, so the labels mean nothing", weights.description());
            }
        }
        try (OpenedWeights weights = locator(Map.of("RESNET50_WEIGHTS", "synthetic"))
                .open(Optional.empty(), Optional.empty())) {
            assertEquals("resnet50", weights.architecture().name());
        }
    }

    @Test
    void opensAndChecksAFoundFile() throws IOException {
        Path tiny = Files.copy(Refusals.resource("fixtures/legacy.pth"), model.resolve("resnet50.pth"));
        assertRefused(ExitCode.BAD_DATA, tiny + ": has not ResNet's layers", "--arch",
                () -> locator(Map.of()).open(Optional.empty(), Optional.empty()));
        assertRefused(ExitCode.BAD_DATA, tiny + ": has no classifier, no fc.weight", "",
                () -> locator(Map.of()).open(Optional.of(tiny.toString()), RESNET18));
    }

    @Test
    void refusesWeightsWithoutATensor() throws IOException {
        StringBuilder header = new StringBuilder("{");
        long end = 0;
        for (Parameter p : RESNET18.orElseThrow().parameters()) {
            if (!p.name().equals("bn1.bias")) {
                long begin = end;
                end += p.elements() * Float.BYTES;
                header.append(begin == 0 ? "" : ",").append('"').append(p.name()).append("\":")
                        .append(Safetensors.entry("F32", p.shape().toString(), begin, end));
            }
        }
        byte[] file = Safetensors.file(header.append('}').toString(), new byte[(int) end]);
        Path path = Files.write(model.resolve("resnet18.safetensors"), file);
        for (Optional<Architecture> asked : List.of(RESNET18, Optional.<Architecture>empty())) {
            assertRefused(ExitCode.BAD_DATA, path + ": does not fit resnet18, 1 missing (bn1.bias)", "",
                    () -> locator(Map.of()).open(Optional.of(path.toString()), asked));
        }
    }

    @Test
    void missingWeightsAreReportedWithTheFetchCommand() throws IOException {
        Files.createFile(model.resolve("resnet50.pth"));
        assertRefused(ExitCode.NO_INPUT, "no weights for resnet18 in ", "weights fetch resnet18",
                () -> locator(Map.of()).open(Optional.empty(), RESNET18));
    }

    @Test
    void findsTheCacheFolderOfEverySystem() {
        Path home = folder.resolve("home");
        String elsewhere = folder.resolve("elsewhere").toString();
        assertEquals(home.resolve(".cache/resnet50"), CacheFolder.of(Map.of(), "Linux", home));
        assertEquals(Path.of(elsewhere, "resnet50"), CacheFolder.of(Map.of("XDG_CACHE_HOME", elsewhere), "Linux", home));
        assertEquals(home.resolve(".cache/resnet50"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home));
        assertEquals(home.resolve("Library/Caches/resnet50"), CacheFolder.of(Map.of(), "Mac OS X", home));
        assertEquals(Path.of(elsewhere, "resnet50"), CacheFolder.of(Map.of("LOCALAPPDATA", elsewhere), "Windows 11", home));
        assertEquals(home.resolve("AppData/Local/resnet50"), CacheFolder.of(Map.of(), "Windows 11", home));
    }
}
