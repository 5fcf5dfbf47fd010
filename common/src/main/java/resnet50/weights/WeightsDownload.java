package resnet50.weights;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.UserException;

/** Fetches torchvision's weights. A file gets its name only when its SHA-256 begins as the name says. */
public final class WeightsDownload {
    /** The environment variable that names a mirror: the address of a folder with torchvision's files. */
    public static final String VARIABLE = "RESNET50_DOWNLOAD_URL";

    private static final String TORCHVISION = "https://download.pytorch.org/models/";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);
    /** The largest file, wide_resnet101_2, has half of that. */
    private static final long MAX_BYTES = 1L << 30;

    /** torchvision's {@code IMAGENET1K_V1} weights. */
    private static final Map<String, String> FILE_NAMES = Map.of(
            "resnet18", "resnet18-f37072fd.pth",
            "resnet34", "resnet34-b627a593.pth",
            "resnet50", "resnet50-0676ba61.pth",
            "resnet101", "resnet101-63fe2227.pth",
            "resnet152", "resnet152-394f9c45.pth",
            "resnext50_32x4d", "resnext50_32x4d-7cdf4587.pth",
            "resnext101_32x8d", "resnext101_32x8d-8ba56ff5.pth",
            "resnext101_64x4d", "resnext101_64x4d-173b62eb.pth",
            "wide_resnet50_2", "wide_resnet50_2-95faca4d.pth",
            "wide_resnet101_2", "wide_resnet101_2-32ee1156.pth");

    /** torchvision's {@code IMAGENET1K_V2} weights. resnext101_64x4d has only ones of the same recipe, named V1. */
    private static final Map<String, String> V2_FILE_NAMES = Map.of(
            "resnet50", "resnet50-11ad3fa6.pth",
            "resnet101", "resnet101-cd907fc2.pth",
            "resnet152", "resnet152-f82ba261.pth",
            "resnext50_32x4d", "resnext50_32x4d-1a0047aa.pth",
            "resnext101_32x8d", "resnext101_32x8d-110c445d.pth",
            "wide_resnet50_2", "wide_resnet50_2-9ba9bcbe.pth",
            "wide_resnet101_2", "wide_resnet101_2-d733dc28.pth");

    /** The environment variable that forbids to use the network. */
    public static final String OFFLINE_VARIABLE = "RESNET50_OFFLINE";

    private final String base;
    private final Duration connectTimeout;
    private final Duration stallTimeout;
    private final long maxBytes;

    /**
     * @param base         the address of the folder that the files are in
     * @param stallTimeout how long the server may say nothing
     * @param maxBytes     a larger file is refused
     */
    WeightsDownload(String base, Duration connectTimeout, Duration stallTimeout, long maxBytes) {
        this.base = base.endsWith("/") ? base : base + "/";
        this.connectTimeout = connectTimeout;
        this.stallTimeout = stallTimeout;
        this.maxBytes = maxBytes;
    }

    /** From torchvision's server, or the mirror that the environment names. */
    public static WeightsDownload from(Map<String, String> environment) {
        String mirror = environment.getOrDefault(VARIABLE, "");
        return new WeightsDownload(mirror.isEmpty() ? TORCHVISION : mirror, CONNECT_TIMEOUT, STALL_TIMEOUT, MAX_BYTES);
    }

    /** Whether the environment forbids to use the network: a variable that is empty, {@code 0} or {@code false} does not. */
    public static boolean isForbidden(Map<String, String> environment) {
        return !List.of("", "0", "false").contains(environment.getOrDefault(OFFLINE_VARIABLE, "").toLowerCase(Locale.ROOT));
    }

    /** torchvision's name for a network's first weights, such as {@code resnet50-0676ba61.pth}. */
    static String fileName(String architecture) {
        return FILE_NAMES.get(architecture);
    }

    /**
     * Downloads a network's weights, going on with what an earlier try left; does nothing if they are there already.
     *
     * @param folder is made if need be
     * @return the file
     * @throws UserException no input: the server, the network or the disk fails; bad data: the file is not what its name says
     */
    public Path fetch(Architecture architecture, Path folder, Progress progress) {
        return fetch(fileName(architecture.name()), folder, progress);
    }

    /**
     * Returns a network's weights if they have been downloaded before and are complete.
     *
     * @throws UserException no input: they are not there, and the network must not be used
     */
    public Path fetchOffline(Architecture architecture, Path folder) {
        return fetchOffline(fileName(architecture.name()), folder);
    }

    /** Whether torchvision has V2 weights of a network, which are more accurate. */
    public static boolean hasV2(Architecture architecture) {
        return V2_FILE_NAMES.containsKey(architecture.name());
    }

    /** As {@link #fetch(Architecture, Path, Progress)}, of V2 weights. */
    public Path fetchV2(Architecture architecture, Path folder, Progress progress) {
        return fetch(V2_FILE_NAMES.get(architecture.name()), folder, progress);
    }

    /** As {@link #fetchOffline(Architecture, Path)}, of V2 weights. */
    public Path fetchOfflineV2(Architecture architecture, Path folder) {
        return fetchOffline(V2_FILE_NAMES.get(architecture.name()), folder);
    }

    Path fetchOffline(String fileName, Path folder) {
        Path target = folder.resolve(fileName);
        try {
            if (Files.isRegularFile(target) && isWhatItsNameSays(target, Sha256.of(target))) {
                return target;
            }
        } catch (IOException e) {
            throw InputFile.unreadable(target.toString(), e);
        }
        throw UserException.noInput(target + ": is not there or not complete, and the network is forbidden by --offline or $" + OFFLINE_VARIABLE
                + "; allow it, or copy the file from " + uri(fileName));
    }

    /** Downloads a file as {@link #fetch(Architecture, Path, Progress)} does. */
    public Path fetch(String fileName, Path folder, Progress progress) {
        Path target = folder.resolve(fileName);
        Path part = folder.resolve(fileName + ".part");
        URI uri = uri(fileName);
        try {
            if (Files.isRegularFile(target) && isWhatItsNameSays(target, Sha256.of(target))) {
                return target;
            }
            Files.createDirectories(folder);
            String hash = download(uri, part, target, progress);
            if (!isWhatItsNameSays(target, hash)) {
                Files.delete(part);
                throw UserException.badData(uri + ": is not what its name says, its SHA-256 begins with " + hash.substring(0, 8)
                        + "; nothing was kept, try again or " + byHand(uri, target));
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw failed(uri, target, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(uri, target, "interrupted", e);
        }
    }

    private URI uri(String fileName) {
        try {
            URI uri = URI.create(base + fileName);
            if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw UserException.noInput(base + ": is no http or https address; correct or unset $" + VARIABLE);
    }

    /** Fills the part file; returns its SHA-256. */
    private String download(URI uri, Path part, Path target, Progress progress) throws IOException, InterruptedException {
        // NORMAL follows redirects, but never from https to http.
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try (FileChannel file = FileChannel.open(
                        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock _ = lock(file, uri)) {
            HttpTransfer transfer = new HttpTransfer(client, stallTimeout, maxBytes, progress);
            if (transfer.run(uri, file) == HttpTransfer.Outcome.RANGE_REFUSED) {
                // nothing comes after what we have: either we have it all, or it is of another file
                String hash = Sha256.of(file);
                if (isWhatItsNameSays(target, hash)) {
                    return hash;
                }
                file.truncate(0);
                if (transfer.run(uri, file) == HttpTransfer.Outcome.RANGE_REFUSED) {
                    throw new IOException("the server answers with part of the file only");
                }
            }
            return Sha256.of(file);
        } finally {
            // close() would wait for a server that has stalled
            client.shutdownNow();
        }
    }

    private static FileLock lock(FileChannel file, URI uri) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            throw UserException.noInput(uri + ": is being downloaded by another process; wait for it");
        }
        return lock;
    }

    private static boolean isWhatItsNameSays(Path target, String hash) {
        return hash.startsWith(Sha256.promisedBy(target).orElseThrow());
    }

    private static UserException failed(URI uri, Path target, String what, Throwable cause) {
        return new UserException(ExitCode.NO_INPUT, uri + ": " + what + "; try again to go on, or " + byHand(uri, target), cause);
    }

    private static String byHand(URI uri, Path target) {
        return "get it by hand: curl -L -o " + target + " " + uri + ", or give a file with --weights";
    }
}
