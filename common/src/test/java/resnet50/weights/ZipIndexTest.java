package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static resnet50.weights.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.WeightsFile;

class ZipIndexTest {
    private static final byte[] PICKLE = PickleBuilder.oneTensor(0, new long[] {2, 3}, new long[] {3, 1});

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsEntriesInPlace(boolean zip64) {
        try (WeightsFile weights = Refusals.open(folder, ZipBuilder.torch(zip64, PICKLE).build())) {
            assertEquals("torch zip", weights.format());
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, weights.floats("w"));
        }
    }

    @Test
    void acceptsACommentAtTheEnd() {
        ZipBuilder zip = ZipBuilder.torch(PICKLE);
        byte[] bytes = zip.build();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 300);
        longer[zip.end() + 20] = (byte) (300 & 0xff);
        longer[zip.end() + 21] = 1;
        Refusals.open(folder, longer).close();
    }

    /** Each offset is that of a field in the central directory's header, the local header or the end record. */
    @ParameterizedTest
    @CsvSource({
        "central,  8, 0001, is encrypted",
        "central,  8, 0040, is encrypted",
        "central,  8, 2000, is encrypted",
        "central, 10, 0008, described differently",
        "central, 10, 0009, is compressed by method 9",
        "central, 20, 0017, has two sizes",
        "central, 42, 0001, is not where the central directory says",
        "central,  0, 0000, broken central directory",
        "central, 28, ffff, broken central directory",
        "central, 28, 000d, more in its central directory",
        "central, 32, 0001, broken central directory",
        "local,    6, 0001, described differently",
        "local,    8, 0008, described differently",
        "local,   22, 0017, described differently",
        "local,   26, 000d, is named archive/data/ in its own header",
        "local,   26, ffff, runs into the central directory",
        "local,   30, 4241, is named ABchive/data/0 in its own header",
        "local,   28, ffff, runs into the central directory",
        "end,      4, 0001, in several parts",
        "end,      8, 0003, none",
        "end,     10, 0003, broken central directory",
        "end,     10, 0001, more in its central directory",
        "end,     12, ffff, central directory is not where",
        "end,     16, ffff, central directory is not where",
        "end,     20, 0001, without an end",
        "end,      0, 0000, without an end",
    })
    void refusesACorruptHeader(String header, int offset, String value, String part) {
        ZipBuilder zip = ZipBuilder.torch(PICKLE);
        byte[] bytes = zip.build();
        int at = offset + switch (header) {
            case "central" -> zip.central(1);
            case "local" -> zip.local(1);
            default -> zip.end();
        };
        int bits = Integer.parseInt(value, 16);
        bytes[at] = (byte) bits;
        bytes[at + 1] = (byte) (bits >> 8);
        if (part.equals("none")) {
            Refusals.open(folder, bytes).close(); // the file stores the count of entries twice; one is ignored
        } else {
            assertRefused(folder, bytes, part);
        }
    }

    @ParameterizedTest
    @CsvSource({"-20, 00, central directory is not where", "-12, 01, zip64 end record", "-28, 01, broken central directory",
            "-22, 01, central directory is not where", "-21, 80, central directory is not where",
        "-44, 7f, broken central directory", "-41, 7f, claims", "-37, ff, claims"})
    void refusesCorruptZip64Records(int offsetFromEnd, String value, String part) {
        ZipBuilder zip = ZipBuilder.torch(true, PICKLE);
        byte[] bytes = zip.build();
        bytes[zip.end() + offsetFromEnd] = (byte) Integer.parseInt(value, 16);
        assertRefused(folder, bytes, part);
    }

    @Test
    void refusesMissingZip64Sizes() {
        ZipBuilder zip = ZipBuilder.torch(true, PICKLE);
        byte[] bytes = zip.build();
        bytes[zip.central(0) + 46 + "archive/data.pkl".length()] = 2;
        assertRefused(folder, bytes, "lacks its zip64 sizes");
    }

    @Test
    void refusesTwoEntriesOfTheSameName() {
        byte[] bytes = ZipBuilder.torch(PICKLE).add("archive/data/0", new byte[24]).build();
        assertRefused(folder, bytes, "two entries named archive/data/0");
    }

    @Test
    void refusesOverlappingEntries() {
        // an entry with its header in the data of another entry
        byte[] inner = new ZipBuilder(false).add("archive/data/1", new byte[8]).build();
        ZipBuilder zip = ZipBuilder.torch(PICKLE).add("archive/host", inner).add("archive/data/1", new byte[8]);
        byte[] bytes = zip.build();
        int inHost = zip.local(2) + 30 + "archive/host".length();
        bytes[zip.central(3) + 42] = (byte) inHost;
        bytes[zip.central(3) + 43] = (byte) (inHost >> 8);
        assertRefused(folder, bytes, "overlaps another");
    }

    @Test
    void refusesANameThatIsNotUtf8() {
        ZipBuilder zip = ZipBuilder.torch(PICKLE);
        byte[] bytes = zip.build();
        bytes[zip.central(1) + 46] = (byte) 0xff;
        assertRefused(folder, bytes, "is not UTF-8");
    }

    @Test
    void refusesSeveralPickles() {
        assertRefused(folder, ZipBuilder.torch(PICKLE).add("other/data.pkl", PICKLE).build(), "2 entries named */data.pkl");
    }

    @Test
    void refusesBigEndianFiles() {
        byte[] little = "little".getBytes(StandardCharsets.US_ASCII);
        byte[] big = "big".getBytes(StandardCharsets.US_ASCII);
        Refusals.open(folder, ZipBuilder.torch(PICKLE).add("archive/byteorder", little).build()).close();
        assertRefused(folder, ZipBuilder.torch(PICKLE).add("archive/byteorder", big).build(), "byte order big");
    }

    @Test
    void refusesMissingStoragesAndWrongSizes() {
        assertRefused(folder, new ZipBuilder(false).add("archive/data.pkl", PICKLE).build(), "lacks the storage 0");
        assertRefused(
                folder,
                new ZipBuilder(false).add("archive/data.pkl", PICKLE).add("archive/data/0", new byte[20]).build(),
                "has 20 bytes in storage 0, not 6 elements of 4");
        assertRefused(
                folder,
                new ZipBuilder(false).add("archive/data.pkl", PICKLE).add("archive/data/0", new byte[28]).build(),
                "has 28 bytes in storage 0");
    }

    @Test
    void refusesBytesAfterThePickle() {
        assertRefused(folder, ZipBuilder.torch(Arrays.copyOf(PICKLE, PICKLE.length + 1)).build(), "after the end of its pickle");
    }
}
