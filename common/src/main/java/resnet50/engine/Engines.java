package resnet50.engine;

import java.util.List;
import java.util.ServiceLoader;
import resnet50.weights.WeightsFile;

/** Finds the stage and has it build engines. */
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

    /** Builds the stage's engine, while its kernels are being compiled beside. */
    public static Engine build(Architecture architecture, WeightsFile weights, EngineOptions options) {
        EngineProvider provider = provider();
        Thread warmUp = WarmUp.start(provider, architecture);
        Engine engine = provider.build(architecture, weights, options);
        try {
            warmUp.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the caller's to see; the first run is slow at worst
        }
        return engine;
    }
}
