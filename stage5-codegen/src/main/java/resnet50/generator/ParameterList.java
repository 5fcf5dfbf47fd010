package resnet50.generator;

import java.lang.classfile.CodeBuilder;
import java.lang.reflect.Method;
import resnet50.generator.KernelWriter.Floats;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Ints;
import resnet50.generator.KernelWriter.Scalar;

/**
 * The parameters of a kernel's method, taken in the order of the signature. Each kernel interface has a record that
 * takes and names all parameters.
 *
 * <p>Each method returns the next parameter, and throws {@link IllegalStateException} if the parameter has another
 * type.
 */
public final class ParameterList {
    private final CodeBuilder code;
    private final Method method;
    private final Class<?>[] types;
    private int taken;

    ParameterList(CodeBuilder code, Method method) {
        this.code = code;
        this.method = method;
        this.types = method.getParameterTypes();
    }

    public Floats floats() {
        return new Floats(next(float[].class));
    }

    public Ints ints() {
        return new Ints(next(int[].class));
    }

    public Int number() {
        return new Int(next(int.class));
    }

    public Scalar scalar() {
        return new Scalar(next(float.class));
    }

    private int next(Class<?> type) {
        if (taken == types.length) {
            throw new IllegalStateException(method + " has only " + types.length + " parameters");
        }
        if (types[taken] != type) {
            throw new IllegalStateException(
                    "parameter " + taken + " of " + method + " is " + types[taken].getTypeName() + ", not " + type.getTypeName());
        }
        return code.parameterSlot(taken++);
    }

    /** @throws IllegalStateException if parameters remain */
    void requireAllTaken() {
        if (taken < types.length) {
            throw new IllegalStateException("parameters of " + method + " from " + taken + " on are not taken");
        }
    }
}
