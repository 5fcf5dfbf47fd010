package resnet50.explain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Encodes images. */
final class Images {
    /** In the first bytes of each PNG file. */
    static final String PNG_MARK = "resnet50 --explain";

    private static final String PNG_TREE = "javax_imageio_png_1.0";
    private static final float JPEG_QUALITY = 0.9f;

    private Images() {}

    /** PNG whose text entry {@code Software} names this program. */
    static byte[] png(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", "Software");
        entry.setAttribute("value", PNG_MARK);
        IIOMetadataNode texts = new IIOMetadataNode("tEXt");
        texts.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode(PNG_TREE);
        root.appendChild(texts);
        try {
            metadata.mergeTree(PNG_TREE, root);
        } catch (IIOInvalidTreeException e) {
            throw new IllegalStateException(e); // the JDK documents this tree
        }
        return encoded(writer, new IIOImage(image, null, metadata), null);
    }

    /** JPEG of good quality. */
    static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(JPEG_QUALITY);
        return encoded(writer, new IIOImage(image, null, null), param);
    }

    private static byte[] encoded(ImageWriter writer, IIOImage image, ImageWriteParam param) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array never fails
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
