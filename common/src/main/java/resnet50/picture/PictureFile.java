package resnet50.picture;

import java.io.IOException;

/**
 * A picture file whose structure has been walked and checked, before any pixel is decoded or memory taken for it. Only what the
 * decoder needs is handed on to it: no color profile, gamma or transparency can change the pixels, as in Pillow's
 * {@code convert("RGB")}, and no broken or malicious metadata reaches it.
 */
sealed interface PictureFile permits JpegFile, PngFile, GifFile, BmpFile, WebpFile {
    /** Columns of the whole picture as stored, before it is turned upright. */
    int width();

    /** Rows of the whole picture as stored. */
    int height();

    /** The EXIF orientation, 1 to 8; {@link Exif#UPRIGHT} if the file gives none. */
    int orientation();

    /** Whether other frames follow the first. */
    boolean animated();

    /** The first frame as stored, not yet turned upright. */
    Picture decode(ImageIoDecoder decoder) throws IOException;
}
