package resnet50.picture;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Faults of a file that leave something to see. Missing pixels are reported: they end the reading, unless the user
 * wants the rest of the picture. A fault that costs no pixel is noted.
 */
final class Damage {
    private final boolean lenient;
    private final Set<String> notes = new LinkedHashSet<>();
    private String first = "";

    Damage(boolean lenient) {
        this.lenient = lenient;
    }

    /**
     * Reports missing or wrong pixels.
     *
     * @param what continues the file's name, as in {@code FILE: what}
     * @throws BadPictureException unless lenient
     */
    void report(String what) throws BadPictureException {
        report(what, null);
    }

    /** @param cause may be null */
    void report(String what, Exception cause) throws BadPictureException {
        if (!lenient) {
            var refusal = new BadPictureException(what, "get it again, or take what is left of it with --lenient");
            refusal.initCause(cause);
            throw refusal;
        }
        if (first.isEmpty()) {
            first = what;
        }
    }

    /**
     * Notes a fault that costs no pixel.
     *
     * @param what continues the file's name
     */
    void note(String what) {
        notes.add(what);
    }

    /** The first damage reported; empty if there is none. */
    String first() {
        return first;
    }

    /** All notes, without duplicates, in the order of the file. */
    Set<String> notes() {
        return notes;
    }
}
