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

/**
 * Downloads torchvision's weights. A file gets its final name only if its SHA-256 begins with the digits in that name.
 */
public final class WeightsDownload {
    /** The environment variable that selects a mirror: the address of a folder with torchvision's files. */
    public static final String VARIABLE = "RESNET50_DOWNLOAD_URL";

    private static final String TORCHVISION = "https://download.pytorch.org/models/";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);
    /** The largest file, wide_resnet101_2, is half this size. */
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

    /**
     * torchvision's {@code IMAGENET1K_V2} weights. resnext101_64x4d has a single file, trained with the V2 recipe but
     * named V1.
     */
    private static final Map<String, String> V2_FILE_NAMES = Map.of(
            "resnet50", "resnet50-11ad3fa6.pth",
            "resnet101", "resnet101-cd907fc2.pth",
            "resnet152", "resnet152-f82ba261.pth",
            "resnext50_32x4d", "resnext50_32x4d-1a0047aa.pth",
            "resnext101_32x8d", "resnext101_32x8d-110c445d.pth",
            "wide_resnet50_2", "wide_resnet50_2-9ba9bcbe.pth",
            "wide_resnet101_2", "wide_resnet101_2-d733dc28.pth");

    /** The environment variable that forbids network access. */
    public static final String OFFLINE_VARIABLE = "RESNET50_OFFLINE";

    private final String base;
    private final Duration connectTimeout;
    private final Duration stallTimeout;
    private final long maxBytes;

    /**
     * @param base         address of the folder with the files
     * @param stallTimeout maximum time without data from the server
     * @param maxBytes     maximum size of a file
     */
    WeightsDownload(String base, Duration connectTimeout, Duration stallTimeout, long maxBytes) {
        this.base = base.endsWith("/") ? base : base + "/";
        this.connectTimeout = connectTimeout;
        this.stallTimeout = stallTimeout;
        this.maxBytes = maxBytes;
    }

    /** Returns a downloader from the mirror that the environment names, otherwise from torchvision's server. */
    public static WeightsDownload from(Map<String, String> environment) {
        String mirror = environment.getOrDefault(VARIABLE, "");
        return new WeightsDownload(mirror.isEmpty() ? TORCHVISION : mirror, CONNECT_TIMEOUT, STALL_TIMEOUT, MAX_BYTES);
    }

    /**
     * Returns whether the environment forbids network access. A variable that is empty, {@code 0} or {@code false} does
     * not.
     */
    public static boolean isForbidden(Map<String, String> environment) {
        return !List.of("", "0", "false").contains(environment.getOrDefault(OFFLINE_VARIABLE, "").toLowerCase(Locale.ROOT));
    }

    /** torchvision's name for a network's newest weights: V2, or the only ones. */
    public static String newestFileName(String architecture) {
        return V2_FILE_NAMES.getOrDefault(architecture, FILE_NAMES.get(architecture));
    }

    /** Returns torchvision's file name of a network's V1 weights, such as {@code resnet50-0676ba61.pth}. */
    static String fileName(String architecture) {
        return FILE_NAMES.get(architecture);
    }

    /**
     * Downloads a network's weights. Resumes an incomplete download; does nothing if the weights are already there.
     *
     * @param folder target folder; created if it does not exist
     * @return the downloaded file
     * @throws UserException no input: the server, the network or the disk fails; bad data: the file's SHA-256 does not
     *         match its name
     */
    public Path fetch(Architecture architecture, Path folder, Progress progress) {
        return fetch(fileName(architecture.name()), folder, progress);
    }

    /**
     * Returns a network's weights if they have been downloaded completely.
     *
     * @throws UserException no input: the weights are missing, and network access is forbidden
     */
    public Path fetchOffline(Architecture architecture, Path folder) {
        return fetchOffline(fileName(architecture.name()), folder);
    }

    /** Returns whether torchvision has V2 weights of a network. They are more accurate. */
    public static boolean hasV2(Architecture architecture) {
        return V2_FILE_NAMES.containsKey(architecture.name());
    }

    /** Downloads V2 weights as {@link #fetch(Architecture, Path, Progress)} does. */
    public Path fetchV2(Architecture architecture, Path folder, Progress progress) {
        return fetch(V2_FILE_NAMES.get(architecture.name()), folder, progress);
    }

    /** Returns V2 weights as {@link #fetchOffline(Architecture, Path)} does. */
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
            throw UserException.unreadable(target.toString(), e);
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
            // reported below
        }
        throw UserException.noInput(base + ": is no http or https address; correct or unset $" + VARIABLE);
    }

    /** Downloads into the part file; returns its SHA-256. */
    private String download(URI uri, Path part, Path target, Progress progress) throws IOException, InterruptedException {
        // NORMAL follows redirects, except from https to http
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try (FileChannel file = FileChannel.open(
                        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock _ = lock(file, uri)) {
            HttpTransfer transfer = new HttpTransfer(client, stallTimeout, maxBytes, progress);
            if (transfer.run(uri, file) == HttpTransfer.Outcome.RANGE_REFUSED) {
                // no bytes follow those in the part file: it is complete, or belongs to another file
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
            // close() would block until a stalled server responds
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
