package resnet50.engine;

import java.util.List;
import java.util.ServiceLoader;

/** Finds the stage. */
public final class Engines {
    private Engines() {}

    /**
     * The one stage on the class path.
     *
     * @throws IllegalStateException if there is none, or several, whose classes have the same names
     */
    public static EngineProvider provider() {
        List<EngineProvider> all =
                ServiceLoader.load(EngineProvider.class).stream().map(ServiceLoader.Provider::get).toList();
        if (all.size() != 1) {
            throw new IllegalStateException(all.size() + " stages on the class path instead of one");
        }
        return all.getFirst();
    }
}
