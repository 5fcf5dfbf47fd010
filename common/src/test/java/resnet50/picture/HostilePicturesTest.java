package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files that ask for much time. */
final class HostilePicturesTest {
    /** A progressive JPEG whose scans after the first are empty. */
    private static byte[] progressive(int size, int scans) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("ffd8ffc2000b08" + "%04x%04x".formatted(size, size) + "01011100"));
        for (int i = 0; i < scans; i++) {
            out.writeBytes(HexFormat.of().parseHex("ffda00080101" + (i == 0 ? "00000000" : "00013f00")));
        }
        out.writeBytes(HexFormat.of().parseHex("ffd9"));
        return out.toByteArray();
    }

    /** The decoder visits all blocks in each scan. */
    @Test
    void aLargeJpegOfManyScans() throws BadPictureException {
        assertEquals(13_000, JpegFile.parse(progressive(13_000, 21), new Damage(false)).width());
        assertEquals(1000, JpegFile.parse(progressive(1000, 3000), new Damage(false)).width());
        BadPictureException e = assertThrows(
                BadPictureException.class, () -> JpegFile.parse(progressive(13_000, 22), new Damage(true)));
        assertEquals("is a JPEG of too many scans for its size", e.getMessage());
    }

    /** A megabyte of zeros takes a kilobyte. */
    @ParameterizedTest
    @CsvSource({"3, 6", "5, 1"})
    void compressedTextsOfAPng(int megabytes, int orientation) throws BadPictureException {
        byte[][] chunks = new byte[megabytes + 1][];
        for (int i = 0; i < megabytes; i++) {
            chunks[i] = text(new byte[1 << 20]);
        }
        String profile = "\nexif\n26\n" + HexFormat.of().formatHex(TestPictures.exif(6, true)) + "\n";
        chunks[megabytes] = text(profile.getBytes(StandardCharsets.US_ASCII));
        byte[] png = TestPictures.png(1, 1, 8, 0, List.of(new byte[1]), chunks);
        assertEquals(orientation, PngFile.parse(png, new Damage(false)).orientation());
    }

    private static byte[] text(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 64];
        int size = deflater.deflate(packed);
        deflater.end();
        byte[] key = "Raw profile type exif\0\0".getBytes(StandardCharsets.US_ASCII);
        return TestPictures.pngChunk("zTXt", ByteBuffer.allocate(key.length + size).put(key).put(packed, 0, size).array());
    }
}
