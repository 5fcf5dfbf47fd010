package resnet50.lessons;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads and writes pictures with the JDK's decoders and encoder. */
final class PictureFiles {
    /** Limit for memory: input and output each take 12 bytes per pixel, three planes of 32-bit integers. */
    private static final long MAX_PIXELS = 40_000_000;
    private static final String REMEDY = "give a PNG, JPEG, GIF or BMP picture";

    static {
        ImageIO.setUseCache(false); // no temporary files
    }

    private PictureFiles() {
    }

    /** Reads a picture; transparent pixels are blended with white. */
    static Picture read(Path file) throws IOException {
        return decode(readBytes(file), file);
    }

    /** Reads a built-in picture. */
    static Picture readOwn(String name) throws IOException {
        return decode(ownBytes(name), name);
    }

    /** Reads a file of the user. */
    static byte[] readBytes(Path file) {
        if (Files.isDirectory(file)) {
            throw LessonException.noFile(file, "is a folder; give a file");
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw LessonException.noFile(file, "no such file; check the name");
        } catch (IOException e) {
            throw LessonException.noFile(file, "cannot be read; check its permissions");
        }
    }

    /** Reads a built-in file. */
    static byte[] ownBytes(String name) throws IOException {
        try (InputStream in = PictureFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in the jar");
            }
            return in.readAllBytes();
        }
    }

    static void write(Path file, Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(encodable(picture), "png", bytes);
        writeBytes(file, bytes.toByteArray());
    }

    static void writeBytes(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw LessonException.noFile(file, "cannot be written; check the folder and its permissions");
        }
    }

    private static Picture decode(byte[] bytes, Object name) {
        BufferedImage image;
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw LessonException.badData(name, "not a picture; " + REMEDY);
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                throw LessonException.badData(name, "more than 40 million pixels; give a smaller picture");
            }
            image = reader.read(0);
        } catch (LessonException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the JDK's decoders throw both for broken files
            throw LessonException.badData(name, "broken picture; " + REMEDY);
        }
        return isGray(image) ? Picture.ofGray(grayLevels(image.getRaster())) : colors(image);
    }

    /**
     * Gray files are read without getRGB, which changes their levels, because Java assigns them a linear color space.
     */
    private static boolean isGray(BufferedImage image) {
        return image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel);
    }

    private static int[][] grayLevels(Raster raster) {
        int max = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        int[][] out = new int[raster.getHeight()][raster.getWidth()];
        for (int y = 0; y < out.length; y++) {
            for (int x = 0; x < out[0].length; x++) {
                out[y][x] = (int) (255L * raster.getSample(x, y, 0) / max);
            }
        }
        return out;
    }

    private static Picture colors(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Picture out = new Picture(new int[height][width], new int[height][width], new int[height][width]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int argb = image.getRGB(x, y);
                int alpha = argb >>> 24;
                out.red()[y][x] = onWhite(argb >> 16 & 0xff, alpha);
                out.green()[y][x] = onWhite(argb >> 8 & 0xff, alpha);
                out.blue()[y][x] = onWhite(argb & 0xff, alpha);
            }
        }
        return out;
    }

    private static int onWhite(int level, int alpha) {
        return (level * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private static BufferedImage encodable(Picture picture) {
        int type = picture.isGray() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.getRaster().setPixel(x, y, new int[] {picture.red()[y][x], picture.green()[y][x], picture.blue()[y][x]});
            }
        }
        return image;
    }
}
