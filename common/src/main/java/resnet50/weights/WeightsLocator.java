package resnet50.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import resnet50.core.Architecture;
import resnet50.core.UserException;

/**
 * Finds weights. The search order is: the file that the user names, {@code $RESNET50_WEIGHTS}, a file in {@code model/}
 * of the working folder or beside the program's jar, a file in the user's cache folder, the project's compact file.
 * Never uses the network.
 */
public final class WeightsLocator {
    /** Selects {@link SyntheticWeights} in place of a file name. */
    public static final String SYNTHETIC = "synthetic";

    /** The environment variable that names a weights file. */
    public static final String VARIABLE = "RESNET50_WEIGHTS";

    /** Suffix of the name of a compact file, after the network's name. */
    private static final String COMPACT = "-compact.safetensors";

    /**
     * A folder that is searched.
     *
     * @param label its name in the log
     */
    record Place(Path folder, String label) {}

    private final Map<String, String> environment;
    private final List<Place> places;
    private final Path cacheFolder;

    /**
     * @param places      folders that are searched in this order, before the cache folder
     * @param cacheFolder folder that holds downloads
     */
    WeightsLocator(Map<String, String> environment, List<Place> places, Path cacheFolder) {
        this.environment = Map.copyOf(environment);
        this.places = List.copyOf(places);
        this.cacheFolder = cacheFolder;
    }

    /** Returns a locator for this machine's environment, working folder, jar and user. */
    public static WeightsLocator ofThisMachine() {
        Map<String, String> environment = System.getenv();
        Path cacheFolder = CacheFolder.of(environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        List<Place> places = new ArrayList<>();
        places.add(new Place(Path.of("model"), "model"));
        JarLocation.folders().forEach(folder -> places.add(new Place(folder.resolve("model"), "model beside the jar")));
        return new WeightsLocator(environment, places, cacheFolder);
    }

    /** Returns the folder for downloads. */
    public Path cacheFolder() {
        return cacheFolder;
    }

    /**
     * Finds, opens and checks weights.
     *
     * @param named value of {@code --weights}: a file or {@code synthetic}
     * @param asked value of {@code --arch}; if empty, the network is recognized from the file
     * @throws UserException no input: not found or not readable; bad data: broken, or of another network
     */
    public OpenedWeights open(Optional<String> named, Optional<Architecture> asked) {
        return open(named, asked, Averaged.PREFERRED);
    }

    /**
     * Finds, opens and checks weights as {@link #open(Optional, Optional)} does.
     *
     * @param wanted which weights to use if the file has raw and averaged ones
     */
    public OpenedWeights open(Optional<String> named, Optional<Architecture> asked, Averaged wanted) {
        return switch (locate(named, asked)) {
            case WeightsSource.Synthetic synthetic -> new OpenedWeights(
                    synthetic.open(asked, wanted),
                    asked.orElse(WeightsSource.DEFAULT_ARCHITECTURE),
                    "weights: synthetic, so the labels mean nothing");
            case WeightsSource.InFile(Path path, String how) -> openFile(path, how, asked, wanted);
        };
    }

    private static OpenedWeights openFile(Path path, String how, Optional<Architecture> asked, Averaged wanted) {
        StoredWeights file = WeightsFiles.open(InputFile.open(path), wanted);
        try {
            // tested here first: ModelConfig loads classes of the JSON library
            boolean configured = Files.isRegularFile(path.resolveSibling(ModelConfig.FILE));
            Optional<ModelConfig> config = configured ? ModelConfig.beside(path) : Optional.empty();
            config.ifPresent(c -> c.requireSupported(path));
            Architecture architecture = asked.map(a -> a.withClasses(ArchitectureRecognizer.classes(file)))
                    .orElseGet(() -> ArchitectureRecognizer.recognize(file));
            WeightsCheck.check(file, architecture);
            List<String> notes = new ArrayList<>();
            notes.add(how);
            notes.addAll(file.notes());
            if (architecture.classes() == 1) {
                notes.add("one class: its probability is always 1, use the logit");
            }
            Optional<List<String>> labels = config.flatMap(ModelConfig::labels);
            if (labels.isPresent() && labels.get().size() != architecture.classes()) {
                notes.add(ModelConfig.FILE + " has " + labels.get().size() + " labels for " + architecture.classes()
                        + " classes and is ignored");
                labels = Optional.empty();
            }
            return new OpenedWeights(
                    file, architecture, "weights: " + path + " (" + String.join("; ", notes) + ")", labels, config);
        } catch (UserException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Finds weights without opening them.
     *
     * @param named value of {@code --weights}; returned even if there is no such file
     * @param asked the network; resnet50 if empty
     * @throws UserException no input: no weights were found; the message says how to get them
     */
    public WeightsSource locate(Optional<String> named, Optional<Architecture> asked) {
        String name = asked.orElse(WeightsSource.DEFAULT_ARCHITECTURE).name();
        return named.map(file -> source(file, "as given"))
                .or(this::fromEnvironment)
                .or(() -> inFolders(name))
                .or(() -> compact(name))
                .orElseThrow(() -> UserException.noInput("no weights for " + name + " in " + searched()
                        + "; download them with: weights fetch " + name + ", or name a file with --weights"));
    }

    private static WeightsSource source(String name, String how) {
        return name.equals(SYNTHETIC) ? new WeightsSource.Synthetic() : new WeightsSource.InFile(Path.of(name), how);
    }

    private Optional<WeightsSource> fromEnvironment() {
        String file = environment.getOrDefault(VARIABLE, "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!file.equals(SYNTHETIC) && !Files.exists(Path.of(file))) {
            throw UserException.noInput(file + ": does not exist; correct or unset $" + VARIABLE);
        }
        return Optional.of(source(file, "named by $" + VARIABLE));
    }

    private Optional<WeightsSource> inFolders(String architecture) {
        Stream<Place> all = Stream.concat(places.stream(), Stream.of(new Place(cacheFolder, cacheFolder.toString())));
        return all.flatMap(place -> search(place, architecture).stream()).findFirst();
    }

    private Optional<WeightsSource> compact(String architecture) {
        return places.stream()
                .map(place -> place.folder.resolve(architecture + COMPACT))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(path -> new WeightsSource.InFile(
                        path, "compact, part of the project; for more accurate ones: weights fetch"));
    }

    /** Returns the folders that were searched, for a message. */
    private String searched() {
        return Stream.concat(places.stream().map(place -> place.folder.toString()), Stream.of(cacheFolder.toString()))
                .collect(Collectors.joining(", "));
    }

    private static Optional<WeightsSource> search(Place place, String architecture) {
        return Stream.concat(
                        Stream.of(architecture + ".pth", architecture + ".safetensors").map(place.folder::resolve),
                        withHash(place.folder, architecture).stream())
                .filter(Files::isRegularFile)
                .findFirst()
                .map(path -> new WeightsSource.InFile(path.normalize(), "found in " + place.label));
    }

    /**
     * Returns files with torchvision's names, such as {@code resnet50-0676ba61.pth}: the file of {@code weights fetch}
     * first, then others by name.
     */
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
            return List.of(); // a folder that cannot be listed is skipped
        }
    }
}
