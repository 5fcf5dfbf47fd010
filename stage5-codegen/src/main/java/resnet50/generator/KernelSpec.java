package resnet50.generator;

import java.util.function.Consumer;

/**
 * Describes a kernel. Specs that are equal share one kernel, so a spec holds all that the kernel's code depends on.
 *
 * @param <T> the kernel's interface
 */
public interface KernelSpec<T> {
    /** Letters, digits and underscores. Specs that are not equal have different names. */
    String name();

    /** The kernel's interface, with one abstract method. */
    Class<T> type();

    /** Takes all parameters of the abstract method and emits it. */
    void emit(KernelWriter k);

    /** Calls of a kernel on minimal input, along every path through it. They allocate nothing. */
    Consumer<T> warmUp();
}
