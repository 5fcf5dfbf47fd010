package resnet50.generator;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import resnet50.core.AllocationMeter;
import resnet50.core.LayerPlan;

/**
 * The kernels of this JVM. Each is generated once, loaded as a hidden class, and shared by all layers and models that
 * request its name.
 */
public final class Kernels {
    /** Prefix of the classes' names, by which the launcher's compiler options select them. */
    private static final String PREFIX = "kernel_";

    /** Pause between two rounds of calls. More calls would only take processor time from the compiler. */
    private static final long PAUSE_NANOS = 25_000_000;

    /**
     * The pause for deferred kernels, once their compilation is requested. C2 takes half a second for a large kernel,
     * and each call until then takes a millisecond.
     */
    private static final long PAUSE_FOR_LATER_NANOS = 100_000_000;

    /** Rounds of calls after which the JVM has requested the compilation. */
    private static final int ROUNDS_TO_ASK = 8;

    /** Time limit for deferred kernels, for a JVM that compiles nothing. */
    private static final long PATIENCE_FOR_LATER_NANOS = 20_000_000_000L;

    private static final Map<String, Loaded<?>> LOADED = new ConcurrentHashMap<>();
    private static final Map<String, Later<?>> LATER = new ConcurrentHashMap<>();

    private Kernels() {}

    /** A kernel, and the call that gets it compiled. */
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

        /**
         * Calls the kernel once, unless it is compiled. Returns whether it is compiled, that is, whether a call
         * allocates no vectors.
         */
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
     * A deferred kernel: it is generated, loaded and compiled in the background while smaller kernels stand in for it.
     */
    public static final class Later<T> {
        private final Supplier<Loaded<T>> loader;
        private Loaded<T> loaded;
        private volatile T compiled;

        private Later(Supplier<Loaded<T>> loader) {
            this.loader = loader;
        }

        /** The kernel, or null if it is not compiled yet. */
        public T compiled() {
            return compiled;
        }

        /** As {@link Loaded#warm}. */
        private boolean warm(AllocationMeter meter) {
            if (compiled == null && load().warm(meter)) {
                compiled = loaded.kernel;
            }
            return compiled != null;
        }

        private synchronized Loaded<T> load() {
            if (loaded == null) {
                loaded = loader.get();
            }
            return loaded;
        }
    }

    /**
     * The kernel of a name. The first call generates and loads it.
     *
     * @param name   letters, digits and underscores; identifies all that the kernel depends on
     * @param type   the kernel's interface
     * @param body   emits its abstract method
     * @param warmUp calls the kernel on minimal input, along every path through it, and allocates nothing
     */
    @SuppressWarnings("unchecked") // the name determines the type
    public static <T> T get(String name, Class<T> type, Consumer<KernelWriter> body, Consumer<T> warmUp) {
        return (T) LOADED.computeIfAbsent(name, _ -> load(PREFIX + name, type, body, warmUp)).kernel;
    }

    /** As {@link #get}, for a kernel that is not needed yet. */
    @SuppressWarnings("unchecked") // the name determines the type
    public static <T> Later<T> later(String name, Class<T> type, Consumer<KernelWriter> body, Consumer<T> warmUp) {
        Supplier<Loaded<T>> loader =
                () -> (Loaded<T>) LOADED.computeIfAbsent(name, _ -> load(PREFIX + name, type, body, warmUp));
        return (Later<T>) LATER.computeIfAbsent(name, _ -> new Later<>(loader));
    }

    private static <T> Loaded<T> load(String name, Class<T> type, Consumer<KernelWriter> body, Consumer<T> warmUp) {
        KernelClass.Written written = KernelClass.write(name, type, body);
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
     * Calls the kernels that the first inference needs until they are compiled.
     *
     * @param more          whether more kernels may be requested
     * @param patienceNanos time limit; kernels that are not compiled by then are used as they are
     */
    public static synchronized void warmUp(BooleanSupplier more, long patienceNanos) {
        warmUp(LOADED::values, Loaded::warm, more, patienceNanos, PAUSE_NANOS);
        LOADED.values().forEach(kernel -> kernel.compiled = true); // no later call waits for them
    }

    private static <K> void warmUp(
            Supplier<Collection<K>> kernels,
            BiPredicate<K, AllocationMeter> warm,
            BooleanSupplier more,
            long patienceNanos,
            long pauseOnceAskedNanos) {
        long end = System.nanoTime() + patienceNanos;
        AllocationMeter meter = new AllocationMeter();
        boolean done = false;
        for (int round = 1; !done && System.nanoTime() < end; round++) {
            done = !more.getAsBoolean();
            for (K kernel : kernels.get()) {
                done &= warm.test(kernel, meter);
            }
            if (!done) {
                LockSupport.parkNanos(round < ROUNDS_TO_ASK ? PAUSE_NANOS : pauseOnceAskedNanos);
            }
        }
    }

    /**
     * Compiles the deferred kernels of a plan, unless that is done already. Until it is done, smaller kernels stand in
     * for them.
     *
     * @param layers a kernel is left out if it serves fewer layers
     */
    public static void warmUpLater(List<LayerPlan> plan, int layers) {
        List<Later<?>> cold = new ArrayList<>();
        names(plan).forEach((name, served) -> {
            if (served >= layers && LATER.containsKey(name)) {
                cold.add(LATER.get(name));
            }
        });
        warmUp(() -> cold, Later::warm, () -> false, PATIENCE_FOR_LATER_NANOS, PAUSE_FOR_LATER_NANOS);
    }

    /** The kernels that a plan names, and the number of layers that each serves. */
    private static Map<String, Long> names(List<LayerPlan> plan) {
        return plan.stream()
                .flatMap(layer -> layer.kernels().stream())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /**
     * Writes the class files of all kernels that a plan names, for {@code javap -c}, and the plan as {@code plan.txt}.
     */
    public static void dump(List<LayerPlan> plan, Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (LayerPlan layer : plan) {
            text.append(String.join("\t", layer.layer(), layer.algorithm(), layer.tile(), layer.note())).append('\n');
        }
        for (String name : names(plan).keySet()) {
            Later<?> later = LATER.get(name);
            byte[] classFile = (later == null ? LOADED.get(name) : later.load()).classFile;
            Files.write(folder.resolve(PREFIX + name + ".class"), classFile);
        }
        Files.writeString(folder.resolve("plan.txt"), text);
    }
}
