package resnet50.cli;

/** The main class that a jar names in {@code resnet50/main-class}. */
public final class Other {
    private Other() {}

    public static void main(String[] args) {
        System.out.println("other " + String.join(" ", args));
    }
}
