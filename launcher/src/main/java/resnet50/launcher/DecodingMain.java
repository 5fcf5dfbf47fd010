package resnet50.launcher;

/** Main class of the second JVM if the first JVM had to encode the arguments as ASCII. Decodes the arguments. */
public final class DecodingMain {
    private DecodingMain() {
    }

    /** @param args arguments encoded by {@link Encoding#encoded} */
    public static void main(String[] args) throws Throwable {
        String[] decoded = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            decoded[i] = Encoding.decoded(args[i]);
        }
        Launcher.runMain(decoded);
    }
}
