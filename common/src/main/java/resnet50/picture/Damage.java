package resnet50.picture;

/** Damage that leaves something to see: the end of the matter, or only remembered if the user wants what there is. */
final class Damage {
    private final boolean lenient;
    private String first = "";

    Damage(boolean lenient) {
        this.lenient = lenient;
    }

    /**
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

    /** The first damage reported, empty if there was none. */
    String first() {
        return first;
    }
}
