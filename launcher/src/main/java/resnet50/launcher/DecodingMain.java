package resnet50.launcher;

/** The main class of a second JVM whose arguments the first one could pass on in ASCII only: decodes them. */
public final class DecodingMain {
    private DecodingMain() {
    }

    /** @param args as {@link Encoding#encoded} made them */
    public static void main(String[] args) throws Throwable {
        String[] decoded = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            decoded[i] = Encoding.decoded(args[i]);
        }
        Launcher.runMain(decoded);
    }
}
