package resnet50.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** Runs ImageIO's decoders on files in memory. Their warnings and failures are reported as damage. */
final class ImageIoDecoder {
    static {
        // nothing of a picture goes to a temporary file
        ImageIO.setUseCache(false);
    }

    @FunctionalInterface
    private interface Read {
        void run(ImageReader reader) throws IOException;
    }

    private final Damage damage;
    private final String description;

    ImageIoDecoder(Damage damage) {
        this(damage, "");
    }

    private ImageIoDecoder(Damage damage, String description) {
        this.damage = damage;
        this.description = description;
    }

    /** A decoder that reports any damage in the given words instead of its own; they continue the file's name. */
    ImageIoDecoder describing(String damageDescription) {
        return new ImageIoDecoder(damage, damageDescription);
    }

    /** The faults found so far. */
    Damage damage() {
        return damage;
    }

    /** The JDK's reader of {@code jpeg}, {@code png}, {@code gif} or {@code bmp}. */
    static ImageReader reader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java has no reader for " + format + " pictures");
        }
        return readers.next();
    }

    /**
     * Decodes into an image of the decoder's own choice, so that the raster holds the file's samples.
     *
     * @param width from the file's structure, as is {@code height}; a decoder that finds another size fails
     */
    BufferedImage decode(ImageReader reader, byte[] file, int width, int height) throws IOException {
        return decode(reader, new ByteArrayImageInputStream(file), width, height);
    }

    /** As {@link #decode(ImageReader, byte[], int, int)}, from a stream, which is closed. */
    BufferedImage decode(ImageReader reader, ImageInputStream file, int width, int height) throws IOException {
        BufferedImage[] image = new BufferedImage[1];
        run(reader, file, input -> {
            if (input.getWidth(0) != width || input.getHeight(0) != height) {
                throw new IIOException("contradicts itself about its size");
            }
            Iterator<ImageTypeSpecifier> types = input.getImageTypes(0);
            if (!types.hasNext()) {
                throw new IIOException("unknown pixel format");
            }
            // made here and not by the decoder: after a failure it holds the rows decoded so far
            image[0] = types.next().createBufferedImage(width, height);
            ImageReadParam param = input.getDefaultReadParam();
            param.setDestination(image[0]);
            input.read(0, param);
        });
        if (image[0] == null) {
            throw BadPictureException.beyondRepair("is damaged from the start");
        }
        return image[0];
    }

    /** Decodes into an image of the caller's choice. */
    void decode(ImageReader reader, byte[] file, BufferedImage destination) throws IOException {
        run(reader, new ByteArrayImageInputStream(file), input -> {
            ImageReadParam param = input.getDefaultReadParam();
            param.setDestination(destination);
            input.read(0, param);
        });
    }

    /** Decodes without any conversion of color. */
    Raster decodeRaster(ImageReader reader, byte[] file) throws IOException {
        Raster[] raster = new Raster[1];
        run(reader, new ByteArrayImageInputStream(file), input -> raster[0] = input.readRaster(0, null));
        if (raster[0] == null) {
            throw BadPictureException.beyondRepair("is damaged beyond repair");
        }
        return raster[0];
    }

    private void run(ImageReader reader, ImageInputStream file, Read read) throws IOException {
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream input = file) {
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            reader.setInput(input, true, true);
            read.run(reader);
        } catch (IOException | RuntimeException e) {
            damage.report(describe(oneLine(e)), e);
        } finally {
            reader.dispose();
        }
        if (!warnings.isEmpty()) {
            damage.report(describe(oneLine(warnings.getFirst())));
        }
    }

    private String describe(String problem) {
        return description.isEmpty() ? "is damaged: " + problem : description;
    }

    private static String oneLine(Exception e) {
        // the decoders wrap the cause in an exception such as "Error reading PNG image data"
        Throwable cause = e.getCause() instanceof Exception inner && inner.getMessage() != null ? inner : e;
        return cause.getMessage() == null ? "the decoder gave up" : oneLine(cause.getMessage());
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }
}
