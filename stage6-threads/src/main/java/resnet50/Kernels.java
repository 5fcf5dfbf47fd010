package resnet50;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import resnet50.engine.LayerPlan;
import resnet50.measure.AllocationMeter;

/**
 * The kernels that this JVM has: each is written once, loaded as a hidden class, and shared by all layers and models that ask
 * for one of its name.
 */
final class Kernels {
    /** Before a class's name, so that the launcher's options for the JVM's compiler can name them all. */
    private static final String PREFIX = "kernel_";

    /** After so many calls the compiler knows of a kernel, and more calls only take the processor from it. */
    private static final int ENOUGH_CALLS = 3;

    private static final long PAUSE_NANOS = 10_000_000;

    private static final Map<String, Loaded<?>> LOADED = new ConcurrentHashMap<>();

    private Kernels() {}

    /** A kernel and what it takes to have it compiled. */
    private static final class Loaded<T> {
        final byte[] classFile;
        final T kernel;
        private final Runnable warmUp;
        private boolean compiled; // or given up

        Loaded(byte[] classFile, T kernel, Consumer<T> warmUp) {
            this.classFile = classFile;
            this.kernel = kernel;
            this.warmUp = () -> warmUp.accept(kernel);
        }

        /** Calls it once; returns whether it is compiled, which is when it keeps no vector on the heap any more. */
        synchronized boolean warm(AllocationMeter meter) {
            if (!compiled) {
                long before = meter.callerBytes();
                warmUp.run();
                compiled = meter.counts() && meter.callerBytes() == before;
            }
            return compiled;
        }
    }

    /**
     * A kernel by its name; written and loaded if there is none yet.
     *
     * @param name of letters, digits and underscores; says all that the kernel depends on
     * @param type the interface that the kernel has
     * @param body writes its one method
     * @param warmUp calls the kernel on next to nothing, on every way through it, and allocates nothing
     */
    @SuppressWarnings("unchecked") // the name says the type
    static <T> T get(String name, Class<T> type, Consumer<KernelWriter> body, Consumer<T> warmUp) {
        return (T) LOADED.computeIfAbsent(name, _ -> load(PREFIX + name, type, body, warmUp)).kernel;
    }

    private static <T> Loaded<T> load(String name, Class<T> type, Consumer<KernelWriter> body, Consumer<T> warmUp) {
        KernelWriter.Written written = KernelWriter.write(name, type, body);
        try {
            Class<?> hidden = MethodHandles.lookup()
                    .defineHiddenClassWithClassData(written.classFile(), written.constants(), true)
                    .lookupClass();
            T kernel = type.cast(hidden.getDeclaredConstructor().newInstance());
            return new Loaded<>(written.classFile(), kernel, warmUp);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be loaded", e);
        }
    }

    /**
     * Calls kernels until they are compiled.
     *
     * @param patienceNanos after so long, those that are not must do as they are
     */
    static synchronized void warmUp(long patienceNanos) {
        long end = System.nanoTime() + patienceNanos;
        List<Loaded<?>> cold = new ArrayList<>(LOADED.values());
        AllocationMeter meter = new AllocationMeter();
        for (int round = 0; !cold.isEmpty() && System.nanoTime() < end; round++) {
            cold.removeIf(kernel -> kernel.warm(meter));
            if (round > ENOUGH_CALLS) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        cold.forEach(kernel -> kernel.compiled = true); // nobody waits for it a second time
    }

    /** Writes the class files of all kernels that a plan names, for {@code javap -c}, and the plan, as {@code plan.txt}. */
    static void dump(List<LayerPlan> plan, Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (LayerPlan layer : plan) {
            text.append(String.join("\t", layer.layer(), layer.algorithm(), layer.tile(), layer.note())).append('\n');
            for (String name : layer.note().split(" ", -1)) {
                Files.write(folder.resolve(PREFIX + name + ".class"), LOADED.get(name).classFile);
            }
        }
        Files.writeString(folder.resolve("plan.txt"), text);
    }
}
