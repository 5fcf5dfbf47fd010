package resnet50.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;

/**
 * Reads JPEG, PNG, GIF, BMP and WebP pictures: 8 bits, upright, without alpha and color profiles, as Pillow's
 * {@code convert("RGB")} gives them. Any bytes give either a picture or a {@link UserException}.
 */
public final class PictureReader {
    /** Pillow's limit: twice 1024 * 1024 * 1024 / 4 / 3. */
    static final long MAX_PIXELS = 178_956_970;

    private static final int MAX_FILE_BYTES = 1 << 30;
    private static final String FORMATS = "JPEG, PNG, GIF, BMP or WebP";

    private final Exif exif;
    private final boolean lenient;
    private final Consumer<String> notes;
    private final long maxPixels;
    private final Nv12 rawFrames; // null for pictures

    /**
     * @param lenient whether to give the rest of a truncated or corrupt picture, with a note
     * @param notes   receives, as {@code FILE: what}, each fault of a file that does not prevent reading, and what a picture lacks
     */
    public PictureReader(Exif exif, boolean lenient, Consumer<String> notes) {
        this(exif, lenient, notes, MAX_PIXELS, null);
    }

    /** @param maxPixels limit of the picture's size; tests lower it to save time */
    PictureReader(Exif exif, boolean lenient, Consumer<String> notes, long maxPixels) {
        this(exif, lenient, notes, maxPixels, null);
    }

    private PictureReader(Exif exif, boolean lenient, Consumer<String> notes, long maxPixels, Nv12 rawFrames) {
        this.exif = exif;
        this.lenient = lenient;
        this.notes = notes;
        this.maxPixels = maxPixels;
        this.rawFrames = rawFrames;
    }

    /** Returns a reader that takes each file as one raw frame of that format, and no other pictures. */
    public PictureReader ofRawFrames(Nv12 format) {
        return new PictureReader(exif, lenient, notes, maxPixels, format);
    }

    /**
     * Reads a file.
     *
     * @param name a path as the user gave it
     * @throws UserException no input: missing or unreadable; bad data: not a picture that can be taken
     */
    public Picture read(String name) {
        try {
            return read(Path.of(name));
        } catch (InvalidPathException e) {
            throw noInput(Printable.text(name) + ": not a path; check its spelling", e);
        }
    }

    /** As {@link #read(String)}. */
    public Picture read(Path path) {
        String name = Printable.text(path.toString());
        if (Files.isDirectory(path)) {
            String problem = Files.isReadable(path) ? "a folder, not a picture" : "a folder that cannot be read";
            throw UserException.noInput(name + ": " + problem + "; check the path and its permissions");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(name, in);
        } catch (NoSuchFileException e) {
            throw noInput(name + ": no such file; check the path", e);
        } catch (AccessDeniedException e) {
            throw noInput(name + ": may not be read; check its permissions", e);
        } catch (IOException e) {
            throw noInput(name + ": cannot be opened; check the path", e);
        }
    }

    /**
     * Reads a stream to its end, without closing it.
     *
     * @param name for messages
     */
    public Picture read(String name, InputStream in) {
        try {
            if (rawFrames != null) {
                return frame(name, in.readNBytes(rawFrames.bytes() + 1));
            }
            byte[] head = in.readNBytes(FileKind.HEAD_BYTES);
            // before the rest is read: it may be a disk image, or never end
            FileKind kind = readableKind(name, head);
            byte[] rest = in.readNBytes(MAX_FILE_BYTES - head.length + 1);
            if (head.length + rest.length > MAX_FILE_BYTES) {
                throw UserException.badData(Printable.text(name) + ": larger than 1 GiB; make it smaller");
            }
            byte[] file = Arrays.copyOf(head, head.length + rest.length);
            System.arraycopy(rest, 0, file, head.length, rest.length);
            return decode(Printable.text(name), kind, file);
        } catch (IOException e) {
            throw noInput(Printable.text(name) + ": cannot be read; check the disk or the network", e);
        } catch (OutOfMemoryError e) {
            throw tooLittleMemory(Printable.text(name), e);
        }
    }

    /** Reads a file that is in memory already. */
    public Picture read(String name, byte[] file) {
        if (rawFrames != null) {
            return frame(name, file);
        }
        FileKind kind = readableKind(name, Arrays.copyOf(file, Math.min(file.length, FileKind.HEAD_BYTES)));
        return decode(Printable.text(name), kind, file);
    }

    private Picture frame(String name, byte[] bytes) {
        if (bytes.length != rawFrames.bytes()) {
            String found = bytes.length > rawFrames.bytes() ? "more" : Integer.toString(bytes.length);
            throw UserException.badData(Printable.text(name) + ": has " + found + " bytes, not the " + rawFrames.bytes()
                    + " of one frame of " + rawFrames.width() + "x" + rawFrames.height() + "; check --size");
        }
        return rawFrames.decode(bytes);
    }

    private static FileKind readableKind(String name, byte[] head) {
        FileKind kind = FileKind.of(head);
        if (kind.isReadable()) {
            return kind;
        }
        String file = Printable.text(name) + ": ";
        if (kind == FileKind.EMPTY) {
            throw UserException.badData(file + "empty, zero bytes; get it again from where it came from");
        } else if (kind == FileKind.LFS_POINTER) {
            throw UserException.badData(file + "only a Git LFS pointer; run git lfs pull");
        } else if (kind.isPicture()) {
            throw UserException.badData(
                    file + "is " + kind.description() + ", which cannot be read; convert it to JPEG or PNG");
        }
        throw UserException.badData(
                file + "looks like " + kind.description() + ", not like a picture; give a " + FORMATS + " file");
    }

    private Picture decode(String name, FileKind kind, byte[] bytes) {
        Damage damage = new Damage(lenient);
        try {
            PictureFile file = parse(kind, bytes, damage);
            if ((long) file.width() * file.height() > maxPixels) {
                throw new BadPictureException(
                        "claims %dx%d pixels, more than %d".formatted(file.width(), file.height(), maxPixels),
                        "make it smaller");
            }
            Picture stored = file.decode(new ImageIoDecoder(damage));
            int orientation = exif == Exif.APPLY ? file.orientation() : Exif.UPRIGHT;
            Picture upright = Orientation.upright(stored, orientation);
            if (!damage.first().isEmpty() && isOneColor(upright)) {
                throw BadPictureException.beyondRepair(damage.first() + "; all that is left has one color");
            }
            if (file.animated()) {
                notes.accept(name + ": holds several frames; took the first");
            }
            damage.notes().forEach(note -> notes.accept(name + ": " + note));
            if (!damage.first().isEmpty()) {
                notes.accept(name + ": " + damage.first() + "; took what is left of it");
            }
            return upright;
        } catch (BadPictureException e) {
            throw badData(name + ": " + e.getMessage() + "; " + e.remedy(), e);
        } catch (IOException | RuntimeException e) {
            throw badData(name + ": is damaged beyond repair; get it again from where it came from", e);
        } catch (OutOfMemoryError e) {
            throw tooLittleMemory(name, e);
        }
    }

    /** Decoders fill the part that is missing with one color. */
    private static boolean isOneColor(Picture picture) {
        byte[] rgb = picture.rgb();
        return Arrays.equals(rgb, 3, rgb.length, rgb, 0, rgb.length - 3);
    }

    private static PictureFile parse(FileKind kind, byte[] file, Damage damage) throws BadPictureException {
        return switch (kind) {
            case JPEG -> JpegFile.parse(file, damage);
            case PNG -> PngFile.parse(file, damage);
            case GIF -> GifFile.parse(file, damage);
            case BMP -> BmpFile.parse(file, damage);
            case WEBP -> WebpFile.parse(file, damage);
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    private static UserException noInput(String message, Throwable cause) {
        return new UserException(ExitCode.NO_INPUT, message, cause);
    }

    private static UserException badData(String message, Throwable cause) {
        return new UserException(ExitCode.BAD_DATA, message, cause);
    }

    private static UserException tooLittleMemory(String name, OutOfMemoryError cause) {
        return badData(name + ": too large for Java's memory; raise it with -Xmx or make the picture smaller", cause);
    }
}
