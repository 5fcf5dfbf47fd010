package resnet50.picture;

import java.io.IOException;

/**
 * A picture file whose structure is checked before any pixel is decoded or memory is allocated for it. The decoder
 * receives a stream without metadata: no color profile, gamma or transparency can change the pixels, as in Pillow's
 * {@code convert("RGB")}, and no broken or malicious metadata reaches it.
 */
sealed interface PictureFile permits JpegFile, PngFile, GifFile, BmpFile, WebpFile {
    /** Columns of the whole picture as stored, before it is turned upright. */
    int width();

    /** Rows of the whole picture as stored. */
    int height();

    /** The orientation that the metadata gives, 1 to 8; {@link Exif#UPRIGHT} if it gives none. */
    int orientation();

    /** Whether other frames follow the first. */
    boolean animated();

    /** The first frame as stored, not yet turned upright. */
    Picture decode(ImageIoDecoder decoder) throws IOException;
}
