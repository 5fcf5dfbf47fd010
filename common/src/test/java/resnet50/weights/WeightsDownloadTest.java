package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.testing.Loopback;

@Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
class WeightsDownloadTest {
    private static final int SIZE = 300_000;
    private static final byte[] CONTENT = new byte[SIZE];

    /** A timeout that no test reaches. */
    private static final Duration LONG = Duration.ofMinutes(10);

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    private Path folder;

    private final List<String> ranges = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private String name;
    private Path target;
    private Path part;

    @BeforeEach
    void start() throws Exception {
        Loopback.assumeUp();
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
        name = "resnet50-" + hash.substring(0, 8) + ".pth";
        target = folder.resolve("cache").resolve(name);
        part = folder.resolve("cache").resolve(name + ".part");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        if (server != null) { // null if the test was skipped
            server.stop(0);
        }
        executor.shutdownNow();
    }

    private void serve(HttpHandler handler) {
        server.createContext("/models/", exchange -> {
            ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Answers range requests, as torchvision's server does. */
    private static void sendRange(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            send(exchange, 200, CONTENT);
            return;
        }
        int from = Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
        if (from >= SIZE) {
            send(exchange, 416, new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        send(exchange, 206, Arrays.copyOfRange(CONTENT, from, SIZE));
    }

    private String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort() + "/models/";
    }

    private WeightsDownload download(long maxBytes) {
        return new WeightsDownload(url(), LONG, LONG, maxBytes);
    }

    @Test
    void offlineReturnsOnlyACompleteFile() throws IOException {
        serve(_ -> {
            throw new AssertionError("unexpected use of the network");
        });
        Path cache = folder.resolve("cache");
        assertRefused(ExitCode.NO_INPUT, target + ": is not there", url(), () -> download(SIZE).fetchOffline(name, cache));
        Files.createDirectories(cache);
        Files.write(target, Arrays.copyOf(CONTENT, 100));
        assertRefused(ExitCode.NO_INPUT, target + ": is not there or not complete", "--offline",
                () -> download(SIZE).fetchOffline(name, cache));
        Files.write(target, CONTENT);
        assertEquals(target, download(SIZE).fetchOffline(name, cache));
        assertEquals(List.of(), ranges);
    }

    @Test
    void anEnvironmentVariableForbidsTheNetwork() {
        for (String no : List.of("", "0", "false", "FALSE")) {
            assertFalse(WeightsDownload.isForbidden(Map.of("RESNET50_OFFLINE", no)), no);
        }
        assertFalse(WeightsDownload.isForbidden(Map.of()));
        for (String yes : List.of("1", "true", "yes")) {
            assertTrue(WeightsDownload.isForbidden(Map.of("RESNET50_OFFLINE", yes)), yes);
        }
    }

    private Path fetch() {
        return download(SIZE).fetch(name, folder.resolve("cache"), Progress.NONE);
    }

    /** @param stallTimeout how long the server may send nothing */
    private Path fetch(Duration stallTimeout) {
        return new WeightsDownload(url(), LONG, stallTimeout, SIZE).fetch(name, folder.resolve("cache"), Progress.NONE);
    }

    private void assertFails(ExitCode code, String what) {
        assertFails(code, what, this::fetch);
    }

    private void assertFails(ExitCode code, String what, Callable<Path> fetch) {
        String message = assertRefused(code, url() + name + ": ", what, fetch).getMessage();
        assertTrue(message.contains("curl -L -o " + target + " " + url() + name), message);
        assertFalse(Files.exists(target));
    }

    private void leavePart(byte[] bytes) throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, bytes);
    }

    private void assertFetched() throws IOException {
        assertEquals(target, fetch());
        assertArrayEquals(CONTENT, Files.readAllBytes(target));
        assertFalse(Files.exists(part));
    }

    @Test
    void downloadsACompleteFile() throws IOException {
        serve(WeightsDownloadTest::sendRange);
        List<Long> done = new ArrayList<>();
        Path path = download(SIZE).fetch(name, folder.resolve("cache"), (_, now, total) -> {
            assertEquals(SIZE, total);
            done.add(now);
        });
        assertEquals(target, path);
        assertArrayEquals(CONTENT, Files.readAllBytes(target));
        assertFalse(Files.exists(part));
        assertEquals(done.stream().sorted().distinct().toList(), done);
        assertEquals(SIZE, done.getLast());
    }

    @Test
    void doesNotDownloadACompleteFileAgain() throws IOException {
        serve(WeightsDownloadTest::sendRange);
        assertFetched();
        assertFetched();
        assertEquals(List.of("null"), ranges);
    }

    @Test
    void downloadsABrokenFileAgain() throws IOException {
        serve(WeightsDownloadTest::sendRange);
        leavePart(new byte[0]);
        Files.write(target, new byte[SIZE]);
        assertFetched();
    }

    @Test
    void aWrongHashLeavesNoFile() {
        byte[] other = CONTENT.clone();
        other[1000] ^= 1;
        serve(exchange -> send(exchange, 200, other));
        assertFails(ExitCode.BAD_DATA, "is not what its name says");
        assertFalse(Files.exists(part));
    }

    @Test
    void resumesATruncatedDownload() throws IOException {
        serve(exchange -> {
            if (ranges.size() == 1) {
                exchange.sendResponseHeaders(200, SIZE);
                exchange.getResponseBody().write(CONTENT, 0, 200_000);
                exchange.getResponseBody().flush();
                throw new IOException("the server dies");
            }
            sendRange(exchange);
        });
        assertFails(ExitCode.NO_INPUT, "cut off after ");
        long have = Files.size(part);
        assertTrue(have > 0 && have <= 200_000, have + " bytes left");
        assertFetched();
        assertEquals(List.of("null", "bytes=" + have + "-"), ranges);
    }

    @Test
    void restartsIfTheServerIgnoresRanges() throws IOException {
        serve(exchange -> send(exchange, 200, CONTENT));
        leavePart(new byte[SIZE + 5]);
        assertFetched();
        assertEquals(1, ranges.size());
    }

    @Test
    void restartsIfTheServerSendsAnotherRange() throws IOException {
        serve(exchange -> {
            if (ranges.size() == 1) {
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-" + (SIZE - 1) + "/" + SIZE);
                send(exchange, 206, CONTENT);
            } else {
                send(exchange, 200, CONTENT);
            }
        });
        leavePart(Arrays.copyOf(CONTENT, 1000));
        assertFetched();
        assertEquals(List.of("bytes=1000-", "null"), ranges);
    }

    @Test
    void acceptsACompletePartialFile() throws IOException {
        serve(WeightsDownloadTest::sendRange);
        leavePart(CONTENT);
        assertFetched();
        assertEquals(List.of("bytes=" + SIZE + "-"), ranges);
    }

    @Test
    void dropsAPartialFileThatIsTooLong() throws IOException {
        serve(WeightsDownloadTest::sendRange);
        leavePart(new byte[SIZE + 1]);
        assertFetched();
        assertEquals(List.of("bytes=" + (SIZE + 1) + "-", "null"), ranges);
    }

    @Test
    void refusesAServerThatSatisfiesNoRange() throws IOException {
        serve(exchange -> send(exchange, 416, new byte[0]));
        leavePart(new byte[10]);
        assertFails(ExitCode.NO_INPUT, "answers with part of the file only");
    }

    @Test
    void reportsNotFound() {
        serve(exchange -> send(exchange, 404, new byte[] {1}));
        assertFails(ExitCode.NO_INPUT, "the server answers 404");
    }

    @Test
    void reportsAServerThatStopsSending() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().write(CONTENT, 0, 100_000);
            exchange.getResponseBody().flush();
            waitForTheEnd();
        });
        assertFails(ExitCode.NO_INPUT, "nothing came for 0.7 s", () -> fetch(Duration.ofMillis(700)));
        assertTrue(Files.exists(part));
    }

    @Test
    void reportsAServerThatNeverAnswers() {
        serve(_ -> waitForTheEnd());
        assertFails(ExitCode.NO_INPUT, "nothing came for 0.7 s", () -> fetch(Duration.ofMillis(700)));
    }

    @Test
    void waitsForASlowServer() throws IOException {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            for (int i = 0; i < 15; i++) {
                exchange.getResponseBody().write(CONTENT, i * 20_000, 20_000);
                exchange.getResponseBody().flush();
                pause(250);
            }
        });
        assertEquals(target, fetch(Duration.ofSeconds(3)));
        assertArrayEquals(CONTENT, Files.readAllBytes(target));
    }

    @Test
    void refusesMoreBytesThanAllowed() throws IOException {
        serve(exchange -> send(exchange, 200, CONTENT));
        assertRefused(ExitCode.NO_INPUT, url(), "more than the 200000 bytes",
                () -> download(200_000).fetch(name, folder.resolve("cache"), Progress.NONE));
        assertEquals(0, Files.size(part));
        server.removeContext("/models/");
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0); // 0: chunked, of unknown length
            exchange.getResponseBody().write(CONTENT);
        });
        assertRefused(ExitCode.NO_INPUT, url(), "more than the 1000 bytes",
                () -> download(1000).fetch(name, folder.resolve("cache"), Progress.NONE));
    }

    @Test
    void followsRedirects() throws IOException {
        server.createContext("/elsewhere/", WeightsDownloadTest::sendRange);
        serve(exchange -> {
            exchange.getResponseHeaders().set("Location", url().replace("/models/", "/elsewhere/x"));
            send(exchange, 302, new byte[0]);
        });
        assertFetched();
    }

    @Test
    void refusesAFileThatAnotherProcessDownloads() throws IOException {
        serve(WeightsDownloadTest::sendRange);
        leavePart(new byte[0]);
        try (FileChannel other = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock _ = other.lock()) {
            assertRefused(ExitCode.NO_INPUT, url(), "is being downloaded by another process", this::fetch);
        }
        assertFetched();
    }

    @Test
    void reportsAnUnreachableServer() {
        server.stop(0);
        assertFails(ExitCode.NO_INPUT, "the server cannot be reached");
    }

    @Test
    void refusesAMirrorsAddressThatIsNotHttp() {
        WeightsDownload mirror = WeightsDownload.from(Map.of("RESNET50_DOWNLOAD_URL", "ftp://example.org"));
        Architecture resnet50 = Architecture.named("resnet50").orElseThrow();
        assertRefused(ExitCode.NO_INPUT, "ftp://example.org/: is no http or https address", "$RESNET50_DOWNLOAD_URL",
                () -> mirror.fetch(resnet50, folder, Progress.NONE));
        WeightsDownload odd = WeightsDownload.from(Map.of("RESNET50_DOWNLOAD_URL", "a b"));
        assertRefused(ExitCode.NO_INPUT, "a b/: is no http or https address", "",
                () -> odd.fetch(resnet50, folder, Progress.NONE));
    }

    @Test
    void everyNetworkHasAFileNameWithAHash() {
        for (Architecture architecture : Architecture.family()) {
            Path path = Path.of(WeightsDownload.fileName(architecture.name()));
            assertTrue(path.toString().startsWith(architecture.name() + "-"));
            assertEquals(8, Sha256.promisedBy(path).orElseThrow().length());
        }
        assertTrue(Sha256.promisedBy(Path.of("resnet50.pth")).isEmpty());
        assertTrue(Sha256.promisedBy(Path.of("resnet50-1234567.pth")).isEmpty());
    }

    private void waitForTheEnd() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
