package resnet50.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A kernel must take all parameters of its interface, in order and with their types. */
class ParameterListTest {
    /** The interface of the kernels. */
    interface Kernel {
        int run(float[] x, int first, int[] offsets, float factor);
    }

    @Test
    void acceptsAllParametersInOrder() {
        byte[] classFile = write(p -> {
            p.floats();
            p.number();
            p.ints();
            p.scalar();
        });
        assertEquals(List.of(), ClassFile.of().verify(classFile));
    }

    @Test
    void refusesAParameterOfAnotherType() {
        assertRefused("parameter 0", ParameterList::ints);
        assertRefused("parameter 1", p -> {
            p.floats();
            p.scalar();
        });
    }

    @Test
    void refusesTooManyParameters() {
        assertRefused("has only 4", p -> {
            p.floats();
            p.number();
            p.ints();
            p.scalar();
            p.number();
        });
    }

    @Test
    void refusesAMissingParameter() {
        assertRefused("from 3 on", p -> {
            p.floats();
            p.number();
            p.ints();
        });
    }

    private static void assertRefused(String message, Consumer<ParameterList> takes) {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> write(takes));
        assertTrue(e.getMessage().contains(message) && e.getMessage().contains("Kernel.run"), e.getMessage());
    }

    private static byte[] write(Consumer<ParameterList> takes) {
        return KernelClass.write(new Taking(takes)).classFile();
    }

    private record Taking(Consumer<ParameterList> takes) implements KernelSpec<Kernel> {
        @Override
        public String name() {
            return "taking";
        }

        @Override
        public Class<Kernel> type() {
            return Kernel.class;
        }

        @Override
        public void emit(KernelWriter k) {
            takes.accept(k.parameters());
            k.give(k.literal(0));
        }

        @Override
        public Consumer<Kernel> warmUp() {
            return kernel -> kernel.run(new float[0], 0, new int[0], 0);
        }
    }
}
