package resnet50.generator;

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
import resnet50.core.AllocationMeter;
import resnet50.core.LayerPlan;
import resnet50.core.Patience;

/**
 * The kernels of this JVM. Each is generated once, loaded as a hidden class, and shared by all layers and models that
 * request its spec.
 */
public final class Kernels {
    /**
     * Pause between two rounds of warm-up calls. More frequent calls would only take CPU time from the JIT compiler.
     */
    private static final long PAUSE_NANOS = 25_000_000;

    /**
     * Pause between two rounds for deferred kernels whose compilation is requested. C2 takes half a second to compile a
     * large kernel, and each call before that takes a millisecond.
     */
    private static final long PAUSE_FOR_LATER_NANOS = 100_000_000;

    /** Number of warm-up rounds after which the JVM has requested the compilation. */
    private static final int ROUNDS_TO_ASK = 8;

    /** Patience for deferred kernels. It ends the warm-up on a JVM that compiles nothing. */
    private static final long PATIENCE_FOR_LATER_NANOS = 20_000_000_000L;

    private static final Map<Key, Loaded<?>> LOADED = new ConcurrentHashMap<>();
    private static final Map<Key, Deferred> LATER = new ConcurrentHashMap<>();

    private Kernels() {}

    /**
     * A spec as a map key. It uses the name's hash code: linking the first hash code of a record takes the JVM about 40
     * ms.
     */
    private static final class Key {
        final KernelSpec<?> spec;
        final String name;

        Key(KernelSpec<?> spec) {
            this.spec = spec;
            this.name = spec.name();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && spec.equals(key.spec);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** A loaded kernel and its warm-up calls. */
    private static final class Loaded<T> {
        final byte[] classFile;
        final T kernel;
        private final Runnable warmUp;
        private boolean compiled; // or past the time limit

        Loaded(byte[] classFile, T kernel, Consumer<T> warmUp) {
            this.classFile = classFile;
            this.kernel = kernel;
            this.warmUp = () -> warmUp.accept(kernel);
        }

        /**
         * Calls the kernel once, unless it is compiled. Returns whether it is compiled: a call of compiled code
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

    /** A kernel that is not generated, loaded and compiled until it is warmed up. */
    private static final class Deferred {
        private final KernelSpec<?> spec;
        private volatile Object compiled;

        Deferred(KernelSpec<?> spec) {
            this.spec = spec;
        }

        /** See {@link Loaded#warm}. */
        boolean warm(AllocationMeter meter) {
            if (compiled == null) {
                Loaded<?> loaded = loaded(spec);
                if (loaded.warm(meter)) {
                    compiled = loaded.kernel;
                }
            }
            return compiled != null;
        }
    }

    /**
     * A deferred kernel, which is generated, loaded and compiled in the background. Smaller kernels are used until
     * then.
     */
    public static final class Later<T> {
        private final Class<T> type;
        private final Deferred deferred;

        private Later(Class<T> type, Deferred deferred) {
            this.type = type;
            this.deferred = deferred;
        }

        /** The kernel, or null if it is not compiled yet. */
        public T compiled() {
            return type.cast(deferred.compiled);
        }
    }

    /** The kernel of a spec. The first call generates and loads it. */
    public static <T> T get(KernelSpec<T> spec) {
        return spec.type().cast(loaded(spec).kernel);
    }

    /** Like {@link #get}, but defers the kernel: it is generated, loaded and compiled in the background. */
    public static <T> Later<T> later(KernelSpec<T> spec) {
        return new Later<>(spec.type(), LATER.computeIfAbsent(new Key(spec), _ -> new Deferred(spec)));
    }

    private static Loaded<?> loaded(KernelSpec<?> spec) {
        return LOADED.computeIfAbsent(new Key(spec), _ -> load(spec));
    }

    private static <T> Loaded<T> load(KernelSpec<T> spec) {
        KernelClass.Written written = KernelClass.write(spec);
        try {
            Class<?> hidden = MethodHandles.lookup()
                    .defineHiddenClassWithClassData(written.classFile(), written.constants(), true)
                    .lookupClass();
            T kernel = spec.type().cast(hidden.getDeclaredConstructor().newInstance());
            return new Loaded<>(written.classFile(), kernel, spec.warmUp());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(spec.name() + " cannot be loaded", e);
        }
    }

    /**
     * Warms up the kernels that the first inference needs, until all of them are compiled.
     *
     * <p>Kernels that are not compiled within the {@link Patience} are used as they are.
     *
     * @param more whether more kernels may be requested
     */
    public static synchronized void warmUp(BooleanSupplier more) {
        warmUp(LOADED::values, Loaded::warm, more, Patience.usual(), PAUSE_NANOS);
        LOADED.values().forEach(kernel -> kernel.compiled = true); // no later call waits for them
    }

    private static <K> void warmUp(
            Supplier<Collection<K>> kernels,
            BiPredicate<K, AllocationMeter> warm,
            BooleanSupplier more,
            Patience patience,
            long pauseOnceAskedNanos) {
        AllocationMeter meter = new AllocationMeter();
        boolean done = false;
        int compiled = 0;
        for (int round = 1; !done && !patience.ends(compiled); round++) {
            done = !more.getAsBoolean();
            compiled = 0;
            for (K kernel : kernels.get()) {
                if (warm.test(kernel, meter)) {
                    compiled++;
                } else {
                    done = false;
                }
            }
            if (!done) {
                LockSupport.parkNanos(round < ROUNDS_TO_ASK ? PAUSE_NANOS : pauseOnceAskedNanos);
            }
        }
    }

    /** Warms up the deferred kernels of a plan until all of them are compiled. Smaller kernels are used until then. */
    public static void warmUpLater(List<LayerPlan> plan) {
        Map<String, Deferred> later = byName(LATER);
        List<Deferred> cold = new ArrayList<>();
        names(plan).forEach(name -> {
            if (later.containsKey(name)) {
                cold.add(later.get(name));
            }
        });
        warmUp(() -> cold, Deferred::warm, () -> false, new Patience(PATIENCE_FOR_LATER_NANOS), PAUSE_FOR_LATER_NANOS);
    }

    /** Names of the kernels in a plan. */
    private static Set<String> names(List<LayerPlan> plan) {
        return plan.stream().flatMap(layer -> layer.kernels().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <V> Map<String, V> byName(Map<Key, V> kernels) {
        return kernels.entrySet().stream().collect(Collectors.toMap(kernel -> kernel.getKey().name, Map.Entry::getValue));
    }

    /** Writes the class files of all kernels in a plan, for {@code javap -c}, and the plan as {@code plan.txt}. */
    public static void dump(List<LayerPlan> plan, Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (LayerPlan layer : plan) {
            text.append(String.join("\t", layer.layer(), layer.algorithm(), layer.tile(), layer.note())).append('\n');
        }
        Map<String, Deferred> later = byName(LATER);
        Map<String, Loaded<?>> loaded = byName(LOADED);
        for (String name : names(plan)) {
            byte[] classFile = (later.containsKey(name) ? loaded(later.get(name).spec) : loaded.get(name)).classFile;
            Files.write(folder.resolve(KernelClass.PREFIX + name + ".class"), classFile);
        }
        Files.writeString(folder.resolve("plan.txt"), text);
    }
}
