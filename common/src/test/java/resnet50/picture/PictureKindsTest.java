package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unusual files give the pixels that Pillow 9.4 gives, with EXIF applied. {@code scripts/make-pictures.py} creates the
 * files and the expected pictures.
 */
final class PictureKindsTest {
    private final List<String> notes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {
        "chroma-440.jpg", "chroma-440-progressive.jpg", "chroma-mixed.jpg", "chroma-larger.jpg", "no-huffman-tables.jpg",
        "same-component-ids.jpg", "orientation-type-4.jpg", "orientation-type-9.jpg", "orientation-exif.png",
        "orientation-raw-profile.png", "orientation-xmp.png", "orientation-xmp-compressed.png", "file-size-0.bmp",
        "os2-version-1.bmp", "os2-version-2.bmp", "palette-of-3.bmp", "palette-of-5.bmp", "palette-of-15.bmp", "palette-of-100.bmp",
        "code-size-4.gif", "code-size-9.gif", "code-size-11.gif", "interlaced.gif", "quality-5-segments-1.webp",
        "quality-5-segments-4.webp", "quality-75-segments-1.webp", "quality-75-segments-4.webp", "simple-filter.webp",
        "sharpness.webp", "alpha-lossy.webp",
    })
    void equalsPillow(String name) {
        assertEqualsPillow(name);
        assertEquals(List.of(), notes);
    }

    @ParameterizedTest
    @CsvSource({
        "stray-bytes.jpg, has stray bytes between its segments",
        "bytes-after-end.jpg, has stray bytes after its end",
        "bytes-after-end.png, has stray bytes after its end",
        "bytes-after-end.webp, has stray bytes after its end",
        "animated-lossy.webp, holds several frames; took the first",
        "no-end.png, has no end chunk",
        "checksum-pixels.png, has a chunk with a wrong checksum",
        "checksum-text.png, has a chunk with a wrong checksum",
        "no-last-padding.bmp, lacks the padding of its last row",
        "no-palette.gif, has no palette; its indexes are taken for gray",
        "no-trailer.gif, lacks its end; its first frame is complete",
    })
    void equalsPillowWithANoteIfNoPixelIsMissing(String name, String note) {
        assertEqualsPillow(name);
        assertEquals(List.of(name + ": " + note), notes);
    }

    private void assertEqualsPillow(String name) {
        Picture expected = read(name + "-expected.png");
        Picture actual = read(name);
        assertEquals(expected.width(), actual.width());
        assertArrayEquals(expected.rgb(), actual.rgb());
    }

    private Picture read(String name) {
        return new PictureReader(Exif.APPLY, false, notes::add).read(name, TestPictures.resource("kinds/" + name));
    }
}
