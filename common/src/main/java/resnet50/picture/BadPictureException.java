package resnet50.picture;

import java.io.IOException;
import java.io.Serial;

/** A file that cannot be decoded; {@link PictureReader} adds its name to the message. */
final class BadPictureException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String remedy;

    /**
     * @param what   continues the file's name, as in {@code FILE: what}
     * @param remedy what the user can do about it
     */
    BadPictureException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    static BadPictureException unsupported(String what) {
        return new BadPictureException(what, "convert it to an ordinary JPEG or PNG");
    }

    static BadPictureException beyondRepair(String what) {
        return new BadPictureException(what, "get it again from where it came from");
    }

    String remedy() {
        return remedy;
    }
}
