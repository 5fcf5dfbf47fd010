package resnet50;

import java.util.List;

/** What to run before the first picture: nothing, for the JVM soon compiles a plain loop that is running. */
final class WarmUps {
    private WarmUps() {}

    static List<Runnable> all() {
        return List.of();
    }
}
