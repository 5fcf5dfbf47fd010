package resnet50.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import resnet50.api.Progress;
import resnet50.api.UserException;
import resnet50.engine.Architecture;

/**
 * Finds weights: the file that the user names, else {@code $RESNET50_WEIGHTS}, {@code model/}, {@code ../shared/model/}, the
 * same two beside the program's jar, the user's cache folder, and at last torchvision's server.
 */
public final class WeightsLocator {
    /** In place of a file's name: {@link SyntheticWeights}. */
    public static final String SYNTHETIC = "synthetic";

    /** The environment variable that names a weights file. */
    public static final String VARIABLE = "RESNET50_WEIGHTS";

    /**
     * A folder that is searched.
     *
     * @param label what the log calls it
     */
    record Place(Path folder, String label) {}

    private final Map<String, String> environment;
    private final List<Place> places;
    private final Path cacheFolder;
    private final WeightsDownload download;

    /**
     * @param places      searched in this order, the cache folder after them
     * @param cacheFolder where downloads go
     */
    WeightsLocator(Map<String, String> environment, List<Place> places, Path cacheFolder, WeightsDownload download) {
        this.environment = Map.copyOf(environment);
        this.places = List.copyOf(places);
        this.cacheFolder = cacheFolder;
        this.download = download;
    }

    /** Searches this machine: its environment, working folder, jar and user. */
    public static WeightsLocator ofThisMachine() {
        Map<String, String> environment = System.getenv();
        Path cacheFolder = CacheFolder.of(environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        List<Place> places = new ArrayList<>(places(Path.of(""), ""));
        JarLocation.folders().forEach(folder -> places.addAll(places(folder, " beside the jar")));
        return new WeightsLocator(environment, places, cacheFolder, WeightsDownload.from(environment));
    }

    /** {@code model/} and {@code ../shared/model/} as seen from a folder. */
    static List<Place> places(Path base, String labelEnd) {
        return List.of(
                new Place(base.resolve("model"), "model" + labelEnd),
                new Place(base.resolve("..").resolve("shared").resolve("model"), "../shared/model" + labelEnd));
    }

    /** Where downloads go. */
    public Path cacheFolder() {
        return cacheFolder;
    }

    /**
     * Finds, opens and checks weights, downloading them if there are none.
     *
     * @param named what the user gave as {@code --weights}: a file or {@code synthetic}
     * @param asked what the user gave as {@code --arch}; empty to go by the file, or resnet50 if there is none yet
     * @throws UserException no input: not found and not to be had; bad data: broken, or of another network
     */
    public OpenedWeights open(Optional<String> named, Optional<Architecture> asked, Progress progress) {
        return switch (locate(named, asked, progress)) {
            case WeightsSource.Synthetic synthetic -> new OpenedWeights(
                    synthetic.open(asked),
                    asked.orElse(WeightsSource.DEFAULT_ARCHITECTURE),
                    "weights: synthetic, so the labels mean nothing");
            case WeightsSource.InFile(Path path, String how) -> openFile(path, how, asked);
        };
    }

    private static OpenedWeights openFile(Path path, String how, Optional<Architecture> asked) {
        WeightsFile file = WeightsFiles.open(path);
        try {
            Architecture architecture = asked.map(a -> a.withClasses(ArchitectureRecognizer.classes(file)))
                    .orElseGet(() -> ArchitectureRecognizer.recognize(file));
            WeightsCheck.check(file, architecture);
            return new OpenedWeights(file, architecture, "weights: " + path + " (" + how + ")");
        } catch (UserException e) {
            file.close();
            throw e;
        }
    }

    /** Like {@link #find}, but downloads weights into the cache folder if there are none. */
    public WeightsSource locate(Optional<String> named, Optional<Architecture> asked, Progress progress) {
        return find(named, asked).orElseGet(() -> {
            Path path = download.fetch(asked.orElse(WeightsSource.DEFAULT_ARCHITECTURE), cacheFolder, progress);
            return new WeightsSource.InFile(path, "downloaded");
        });
    }

    /**
     * Finds weights on this machine.
     *
     * @param named the user's choice, which is taken without a look whether it is there
     * @param asked the network wanted, resnet50 if empty
     * @return empty if there are none
     */
    public Optional<WeightsSource> find(Optional<String> named, Optional<Architecture> asked) {
        if (named.isPresent()) {
            return Optional.of(source(named.get(), "as given"));
        }
        String fromEnvironment = environment.getOrDefault(VARIABLE, "");
        if (!fromEnvironment.isEmpty()) {
            if (!fromEnvironment.equals(SYNTHETIC) && !Files.exists(Path.of(fromEnvironment))) {
                throw UserException.noInput(fromEnvironment + ": does not exist; correct or unset $" + VARIABLE);
            }
            return Optional.of(source(fromEnvironment, "named by $" + VARIABLE));
        }
        String name = asked.orElse(WeightsSource.DEFAULT_ARCHITECTURE).name();
        Stream<Place> all = Stream.concat(places.stream(), Stream.of(new Place(cacheFolder, cacheFolder.toString())));
        return all.flatMap(place -> search(place, name).stream()).findFirst();
    }

    private static WeightsSource source(String name, String how) {
        return name.equals(SYNTHETIC) ? new WeightsSource.Synthetic() : new WeightsSource.InFile(Path.of(name), how);
    }

    private static Optional<WeightsSource> search(Place place, String architecture) {
        return Stream.concat(
                        Stream.of(architecture + ".pth", architecture + ".safetensors").map(place.folder::resolve),
                        withHash(place.folder, architecture).stream())
                .filter(Files::isRegularFile)
                .findFirst()
                .map(path -> new WeightsSource.InFile(path.normalize(), "found in " + place.label));
    }

    /** torchvision's own names, such as {@code resnet50-0676ba61.pth}: the one that would be downloaded, then others by name. */
    private static List<Path> withHash(Path folder, String architecture) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Path downloaded = folder.resolve(WeightsDownload.fileName(architecture));
        Pattern pattern = Pattern.compile(Pattern.quote(architecture) + "-[0-9a-f]{8}\\.pth");
        try (Stream<Path> files = Files.list(folder)) {
            Stream<Path> others = files.filter(f -> pattern.matcher(f.getFileName().toString()).matches()).sorted();
            return Stream.concat(Stream.of(downloaded), others).toList();
        } catch (IOException _) {
            return List.of(); // a folder that may not be listed holds nothing for us
        }
    }
}
