package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** Mutated pictures give either a picture or a {@link UserException} of one line. */
final class PictureFuzzTest {
    /** Mutations per file; {@code -Dresnet50.test.fuzz-rounds} sets more for a long run. */
    private static final int ROUNDS = Integer.getInteger("resnet50.test.fuzz-rounds", 400);

    /** Small limit, so that a mutated header does not cost time for a large picture. */
    private static final long MAX_PIXELS = 100_000;

    @TestFactory
    List<DynamicTest> nothingButUserExceptionsEscape() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String format : List.of("png", "jpg", "gif", "bmp")) {
            tests.add(fuzz(format, TestPictures.encoded(format, 19, 13)));
        }
        for (String name : List.of(
                "cmyk.jpg", "ycck.jpg", "palette-transparent.png", "animated.gif", "animated.webp", "lossy.webp",
                "lossless-turned.webp", "kinds/chroma-440-progressive.jpg", "kinds/chroma-mixed.jpg", "kinds/code-size-4.gif",
                "kinds/interlaced.gif", "kinds/os2-version-1.bmp", "kinds/os2-version-2.bmp", "kinds/palette-of-5.bmp",
                "kinds/orientation-raw-profile.png", "kinds/orientation-xmp-compressed.png", "kinds/quality-75-segments-4.webp")) {
            tests.add(fuzz(name, TestPictures.resource(name)));
        }
        byte[] exif = TestPictures.exifSegment(TestPictures.exif(6, true));
        tests.add(fuzz("exif", TestPictures.withSegment(TestPictures.encoded("jpg", 19, 13), 0xE1, exif)));
        return tests;
    }

    private static DynamicTest fuzz(String name, byte[] good) {
        return DynamicTest.dynamicTest(name, () -> {
            Random random = new Random(name.hashCode());
            int refused = 0;
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bad = mutated(good, random);
                for (boolean lenient : new boolean[] {false, true}) {
                    try {
                        Picture picture = new PictureReader(Exif.APPLY, lenient, _ -> {}, MAX_PIXELS).read(name, bad);
                        assertTrue((long) picture.width() * picture.height() <= MAX_PIXELS);
                    } catch (UserException e) {
                        refused++;
                        assertEquals(ExitCode.BAD_DATA, e.exitCode());
                        assertFalse(e.getMessage().contains("\n"), e.getMessage());
                        assertTrue(e.getMessage().startsWith(name + ": ") && e.getMessage().contains("; "), e.getMessage());
                    }
                }
            }
            assertTrue(refused > ROUNDS / 20, "only " + refused + " mutated files refused");
        });
    }

    /** Changes one to four bytes, more often in the headers near the beginning; truncates one file in eight. */
    private static byte[] mutated(byte[] good, Random random) {
        byte[] bad = good.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int range = random.nextBoolean() ? bad.length : Math.min(bad.length, 64);
            bad[random.nextInt(range)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length + 1)) : bad;
    }
}
