package resnet50.generator;

import java.util.function.Consumer;

/**
 * Specification of a kernel. Equal specs share one kernel, so a spec contains everything that the kernel's code depends
 * on.
 *
 * @param <T> the kernel's interface
 */
public interface KernelSpec<T> {
    /** Name of letters, digits and underscores. Unequal specs have different names. */
    String name();

    /** The kernel's interface, which has one abstract method. */
    Class<T> type();

    /** Emits the code of the abstract method. Must take all parameters of the method. */
    void emit(KernelWriter k);

    /**
     * Returns a function that calls a kernel on minimal input, through every path of its code, without allocating
     * memory.
     */
    Consumer<T> warmUp();
}
