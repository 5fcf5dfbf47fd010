package resnet50.cli;

/** The main class of a jar that names one. */
public final class Other {
    private Other() {}

    public static void main(String[] args) {
        System.out.println("other " + String.join(" ", args));
    }
}
