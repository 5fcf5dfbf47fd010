package resnet50.generator;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import resnet50.Simd;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Vec;

/** Emits calls to the Vector API, the same calls as in Java source code. */
final class ApiCalls implements VectorCalls {
    private static final ClassDesc SIMD = desc(Simd.class);
    private static final ClassDesc FLOAT_VECTOR = desc(FloatVector.class);
    private static final ClassDesc SPECIES = desc(VectorSpecies.class);
    private static final ClassDesc VECTOR = desc(Vector.class);
    private static final ClassDesc MASK = desc(VectorMask.class);
    private static final ClassDesc SHUFFLE = desc(VectorShuffle.class);
    private static final ClassDesc FLOATS = desc(float[].class);

    private final CodeBuilder code;
    private final ClassData data;

    ApiCalls(CodeBuilder code, ClassData data) {
        this.code = code;
        this.data = data;
    }

    @Override
    public void load(Vec to, At from) {
        species();
        at(from);
        code.invokestatic(FLOAT_VECTOR, "fromArray", MethodTypeDesc.of(FLOAT_VECTOR, SPECIES, FLOATS, ConstantDescs.CD_int));
        code.astore(to.slot());
    }

    @Override
    public void store(Vec from, At to) {
        code.aload(from.slot());
        at(to);
        code.invokevirtual(FLOAT_VECTOR, "intoArray", MethodTypeDesc.of(ConstantDescs.CD_void, FLOATS, ConstantDescs.CD_int));
    }

    @Override
    public void broadcast(Vec to, Runnable number) {
        species();
        number.run();
        code.invokestatic(FLOAT_VECTOR, "broadcast", MethodTypeDesc.of(FLOAT_VECTOR, SPECIES, ConstantDescs.CD_float));
        code.astore(to.slot());
    }

    @Override
    public void combine(Operation operation, Vec to, Vec a, Vec b) {
        code.aload(a.slot()).aload(b.slot());
        code.invokevirtual(FLOAT_VECTOR, operation.name().toLowerCase(Locale.ROOT), MethodTypeDesc.of(FLOAT_VECTOR, VECTOR));
        code.astore(to.slot());
    }

    @Override
    public void fma(Vec sum, Vec a, Vec b) {
        code.aload(a.slot()).aload(b.slot()).aload(sum.slot());
        code.invokevirtual(FLOAT_VECTOR, "fma", MethodTypeDesc.of(FLOAT_VECTOR, VECTOR, VECTOR));
        code.astore(sum.slot());
    }

    @Override
    public void clip(Vec a, Vec floor) {
        code.aload(a.slot()).aload(floor.slot()).aload(a.slot()).aload(floor.slot());
        code.invokevirtual(FLOAT_VECTOR, "lt", MethodTypeDesc.of(MASK, VECTOR));
        code.invokevirtual(FLOAT_VECTOR, "blend", MethodTypeDesc.of(FLOAT_VECTOR, VECTOR, MASK));
        code.astore(a.slot());
    }

    @Override
    public void rearrange(Vec to, Vec from, VectorShuffle<Float> order) {
        code.aload(from.slot());
        data.push(code, order, SHUFFLE);
        code.invokevirtual(FLOAT_VECTOR, "rearrange", MethodTypeDesc.of(FLOAT_VECTOR, SHUFFLE));
        code.astore(to.slot());
    }

    /** Emits nothing: the API's methods check the class of their arguments, so C2 knows it. */
    @Override
    public void carry(Vec vec) {}

    private void species() {
        code.getstatic(SIMD, "SPECIES", SPECIES);
    }

    private void at(At at) {
        code.aload(at.array().slot());
        at.pushIndex(code);
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
