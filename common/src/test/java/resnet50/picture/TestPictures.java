package resnet50.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Pictures for tests: generated, from the test resources, or from the project's {@code pics/}. */
final class TestPictures {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private TestPictures() {}

    /**
    * Returns a file of {@code src/test/resources/pictures}. Pillow 9.4 created the {@code -expected} files from the
    * others.
    */
    static byte[] resource(String name) {
        try (InputStream in = TestPictures.class.getResourceAsStream("/pictures/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a file of the project's {@code pics/}. */
    static byte[] project(String name) throws IOException {
        return Files.readAllBytes(root().resolve("pics").resolve(name));
    }

    /** Returns the project's folder: the working folder or one of its parents. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("pics"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Returns a picture in which adjacent pixels differ. */
    static Picture gradient(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 37 + i / 7);
        }
        return new Picture(width, height, rgb);
    }

    /** Encodes the {@link #gradient} in a format that the JDK can write. */
    static byte[] encoded(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        byte[] rgb = gradient(width, height).rgb();
        for (int i = 0; i < width * height; i++) {
            int color = ((rgb[3 * i] & 0xff) << 16) | ((rgb[3 * i + 1] & 0xff) << 8) | (rgb[3 * i + 2] & 0xff);
            image.setRGB(i % width, i / width, color);
        }
        return encoded(format, image);
    }

    static byte[] encoded(String format, BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("cannot write " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a PNG file with the given header fields.
     *
     * @param colorType color type of the header: 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha
     * @param rows      packed samples of each row, without the filter byte
     * @param extra     complete chunks to insert before the pixels
     */
    static byte[] png(int width, int height, int bitDepth, int colorType, List<byte[]> rows, byte[]... extra) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PNG_SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width).putInt(height).put((byte) bitDepth).put((byte) colorType).array();
        out.writeBytes(pngChunk("IHDR", header));
        for (byte[] chunk : extra) {
            out.writeBytes(chunk);
        }
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        for (byte[] row : rows) {
            pixels.write(0);
            pixels.writeBytes(row);
        }
        out.writeBytes(pngChunk("IDAT", deflate(pixels.toByteArray())));
        out.writeBytes(pngChunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    static byte[] pngChunk(String name, byte[] body) {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(body);
        return ByteBuffer.allocate(12 + body.length)
                .putInt(body.length).put(type).put(body).putInt((int) crc.getValue()).array();
    }

    private static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] buffer = new byte[data.length + 64];
        int size = deflater.deflate(buffer);
        deflater.end();
        return ByteBuffer.allocate(size).put(buffer, 0, size).array();
    }

    /** Returns a TIFF structure with an orientation as its only entry. */
    static byte[] exif(int orientation, boolean littleEndian) {
        ByteBuffer tiff = ByteBuffer.allocate(26);
        tiff.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put((byte) (littleEndian ? 'I' : 'M')).put((byte) (littleEndian ? 'I' : 'M'));
        tiff.putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }

    /** Inserts a segment directly after the JPEG's start marker. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + body.length);
        out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (body.length + 2)).put(body);
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Returns the body of an EXIF segment: the EXIF identifier and the TIFF structure. */
    static byte[] exifSegment(byte[] tiff) {
        return ByteBuffer.allocate(6 + tiff.length).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff).array();
    }
}
