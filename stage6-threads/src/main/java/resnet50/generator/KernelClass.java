package resnet50.generator;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/** Generates the class of a kernel. */
public final class KernelClass {
    /** Prefix of the class names; the launcher's compiler options select kernels by it. */
    static final String PREFIX = "kernel_";

    /**
     * Largest size of a kernel's method, in bytes of bytecode. By default, the JVM does not compile methods of more
     * than 8000 bytes. Intrinsic calls take two or three times as much bytecode for the same work; the options that
     * export the intrinsics also lift the JVM's limit.
     */
    public static final int MAX_BYTECODES = VectorCalls.intrinsic() ? 20_000 : 8000;

    private KernelClass() {}

    /**
     * A generated class.
     *
     * @param classFile its bytes
     * @param constants its class data, which the loader passes to it
     */
    record Written(byte[] classFile, List<Object> constants) {}

    /**
     * Generates the class of a kernel.
     *
     * @throws IllegalArgumentException if the method is too long for the JVM to compile
     */
    static Written write(KernelSpec<?> spec) {
        String name = PREFIX + spec.name();
        Method method = toWrite(spec.type());
        MethodTypeDesc signature = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .describeConstable()
                .orElseThrow();
        ClassData data = new ClassData();
        byte[] bytes = ClassFile.of().build(ClassDesc.of(KernelClass.class.getPackageName(), name), kernel -> kernel
                .withFlags(AccessFlag.FINAL, AccessFlag.SUPER)
                .withInterfaceSymbols(desc(spec.type()))
                .withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code
                        .aload(0)
                        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_())
                .withMethodBody(method.getName(), signature, ClassFile.ACC_PUBLIC, code -> {
                    ParameterList parameters = new ParameterList(code, method);
                    spec.emit(new KernelWriter(code, parameters, data));
                    parameters.requireAllTaken();
                    if (method.getReturnType() == void.class) {
                        code.return_();
                    }
                }));
        int length = length(bytes, method.getName());
        if (length > MAX_BYTECODES) {
            throw new IllegalArgumentException(name + " has " + length + " bytes of code; the JVM compiles up to " + MAX_BYTECODES);
        }
        return new Written(bytes, data.objects());
    }

    /**
     * Returns the abstract method of an interface. The interface may have other methods, and reflection returns methods
     * in no particular order.
     */
    private static Method toWrite(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                return method;
            }
        }
        throw new IllegalArgumentException(type + " has no abstract method");
    }

    /** Returns the length of a method, in bytes of bytecode. */
    public static int length(byte[] classFile, String method) {
        return ClassFile.of().parse(classFile).methods().stream()
                .filter(m -> m.methodName().equalsString(method))
                .mapToInt(m -> m.findAttribute(Attributes.code()).orElseThrow().codeLength())
                .sum();
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
