package resnet50;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import resnet50.core.LayerPlan;
import resnet50.core.AllocationMeter;

/**
 * The kernels that this JVM has: each is written once, loaded as a hidden class, and shared by all layers and models that ask
 * for one of its name.
 */
final class Kernels {
    /** Before a class's name, so that the launcher's options for the JVM's compiler can name them all. */
    private static final String PREFIX = "kernel_";

    /** Between two calls: more of them only take the processor from the compiler. */
    private static final long PAUSE_NANOS = 25_000_000;

    /** The same where nobody waits: for a large kernel the compiler takes half a second, and each call meanwhile a millisecond. */
    private static final long PAUSE_FOR_LATER_NANOS = 100_000_000;

    /** After so many rounds of calls the compiler has been asked. */
    private static final int ROUNDS_TO_ASK = 8;

    /** Where nothing is ever compiled, it must not be tried forever. */
    private static final long PATIENCE_FOR_LATER_NANOS = 20_000_000_000L;

    private static final Map<String, Loaded<?>> LOADED = new ConcurrentHashMap<>();
    private static final Map<String, Later<?>> LATER = new ConcurrentHashMap<>();

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

    /** A kernel that others stand in for until it is written, loaded and compiled, in the background. */
    static final class Later<T> {
        private final Supplier<Loaded<T>> loader;
        private Loaded<T> loaded;
        private volatile T compiled;

        private Later(Supplier<Loaded<T>> loader) {
            this.loader = loader;
        }

        /** The kernel, or null as long as it is not compiled. */
        T compiled() {
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

    /** As {@link #get}, for a kernel that is not needed yet. */
    @SuppressWarnings("unchecked") // the name says the type
    static <T> Later<T> later(String name, Class<T> type, Consumer<KernelWriter> body, Consumer<T> warmUp) {
        Supplier<Loaded<T>> loader =
                () -> (Loaded<T>) LOADED.computeIfAbsent(name, _ -> load(PREFIX + name, type, body, warmUp));
        return (Later<T>) LATER.computeIfAbsent(name, _ -> new Later<>(loader));
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
     * Calls the kernels that the first picture needs until they are compiled.
     *
     * @param more whether more kernels may still be asked for
     * @param patienceNanos after so long, those that are not compiled must do as they are
     */
    static synchronized void warmUp(BooleanSupplier more, long patienceNanos) {
        warmUp(LOADED::values, Loaded::warm, more, patienceNanos, PAUSE_NANOS);
        LOADED.values().forEach(kernel -> kernel.compiled = true); // nobody waits for them a second time
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

    /** Has the other kernels of a plan compiled, unless that has been done; until then smaller ones stand in for them. */
    static void warmUpLater(List<LayerPlan> plan) {
        List<Later<?>> cold = new ArrayList<>();
        names(plan).forEach(name -> {
            if (LATER.containsKey(name)) {
                cold.add(LATER.get(name));
            }
        });
        warmUp(() -> cold, Later::warm, () -> false, PATIENCE_FOR_LATER_NANOS, PAUSE_FOR_LATER_NANOS);
    }

    /** The kernels that a plan names. */
    private static Set<String> names(List<LayerPlan> plan) {
        return plan.stream().flatMap(layer -> Stream.of(layer.note().split(" ", -1))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Writes the class files of all kernels that a plan names, for {@code javap -c}, and the plan, as {@code plan.txt}. */
    static void dump(List<LayerPlan> plan, Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (LayerPlan layer : plan) {
            text.append(String.join("\t", layer.layer(), layer.algorithm(), layer.tile(), layer.note())).append('\n');
        }
        for (String name : names(plan)) {
            Later<?> later = LATER.get(name);
            byte[] classFile = (later == null ? LOADED.get(name) : later.load()).classFile;
            Files.write(folder.resolve(PREFIX + name + ".class"), classFile);
        }
        Files.writeString(folder.resolve("plan.txt"), text);
    }
}
