package resnet50.generator;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.vector.VectorSupport;
import resnet50.Simd;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Vec;

/**
 * Emits calls to the intrinsics below the Vector API, the methods of {@code VectorSupport}. C2 replaces each call by
 * one or two instructions if it knows the class of every vector. In interpreted code, the method calls its last
 * argument instead.
 *
 * <p>These methods are internal to the JDK and may change with every release. Intrinsic loads and stores do not check
 * bounds, so the emitted code checks them first.
 */
final class IntrinsicCalls implements VectorCalls {
    /** The Java release that has these methods. */
    static final int RELEASE = 25;

    private static final VectorSupport.TernaryOperation<FloatVector, VectorMask<Float>> FMA = (a, b, c, _) -> a.fma(b, c);
    private static final VectorSupport.BinaryOperation<FloatVector, VectorMask<Float>> ADD = (a, b, _) -> a.add(b);
    private static final VectorSupport.BinaryOperation<FloatVector, VectorMask<Float>> SUB = (a, b, _) -> a.sub(b);
    private static final VectorSupport.BinaryOperation<FloatVector, VectorMask<Float>> MUL = (a, b, _) -> a.mul(b);
    private static final VectorSupport.BinaryOperation<FloatVector, VectorMask<Float>> MAX = (a, b, _) -> a.max(b);
    private static final VectorSupport.VectorCompareOp<FloatVector, VectorMask<Float>> LESS = (_, a, b, _) -> a.lt(b);
    private static final VectorSupport.VectorBlendOp<FloatVector, VectorMask<Float>> BLEND = (a, b, mask) -> a.blend(b, mask);
    private static final VectorSupport.VectorRearrangeOp<FloatVector, VectorShuffle<Float>, VectorMask<Float>> REARRANGE =
            (a, order, _) -> a.rearrange(order);
    private static final VectorSupport.FromBitsCoercedOperation<FloatVector, VectorSupport.VectorSpecies<Float>> BROADCAST =
            (bits, _) -> FloatVector.broadcast(Simd.SPECIES, Float.intBitsToFloat((int) bits));
    private static final VectorSupport.LoadOperation<float[], FloatVector, VectorSupport.VectorSpecies<Float>> LOAD =
            (array, i, _) -> FloatVector.fromArray(Simd.SPECIES, array, (int) i);
    private static final VectorSupport.StoreVectorOperation<float[], FloatVector> STORE = (array, i, a) -> a.intoArray(array, (int) i);

    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc SUPPORT = ClassDesc.of("jdk.internal.vm.vector.VectorSupport");
    private static final ClassDesc PAYLOAD = SUPPORT.nested("VectorPayload");
    private static final ClassDesc VECTOR = SUPPORT.nested("Vector");
    private static final ClassDesc MASK = SUPPORT.nested("VectorMask");
    private static final ClassDesc SHUFFLE = SUPPORT.nested("VectorShuffle");
    private static final ClassDesc SPECIES = SUPPORT.nested("VectorSpecies");
    private static final ClassDesc TERNARY = SUPPORT.nested("TernaryOperation");
    private static final ClassDesc BINARY = SUPPORT.nested("BinaryOperation");
    private static final ClassDesc COMPARE = SUPPORT.nested("VectorCompareOp");
    private static final ClassDesc BLENDING = SUPPORT.nested("VectorBlendOp");
    private static final ClassDesc REARRANGING = SUPPORT.nested("VectorRearrangeOp");
    private static final ClassDesc COERCED = SUPPORT.nested("FromBitsCoercedOperation");
    private static final ClassDesc LOADING = SUPPORT.nested("LoadOperation");
    private static final ClassDesc STORING = SUPPORT.nested("StoreVectorOperation");
    private static final ClassDesc CLASS = ConstantDescs.CD_Class;
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final ClassDesc LONG = ConstantDescs.CD_long;

    private final CodeBuilder code;
    private final ClassData data;
    private final Map<String, MethodRefEntry> methods = new HashMap<>(); // by name; each is called about 100 times
    private final Int index;

    IntrinsicCalls(CodeBuilder code, ClassData data) {
        this.code = code;
        this.data = data;
        index = new Int(code.allocateLocal(TypeKind.INT));
    }

    @Override
    public void load(Vec to, At from) {
        pushPlace(from);
        pushIndex(from);
        push(Simd.SPECIES, SPECIES);
        push(LOAD, LOADING);
        call("load", PAYLOAD, CLASS, CLASS, INT, OBJECT, LONG, ConstantDescs.CD_boolean, OBJECT, LONG, SPECIES, LOADING);
        code.checkcast(VECTOR).astore(to.slot());
    }

    @Override
    public void store(Vec from, At to) {
        pushPlace(to);
        code.aload(from.slot());
        pushIndex(to);
        push(STORE, STORING);
        call("store", ConstantDescs.CD_void, CLASS, CLASS, INT, OBJECT, LONG, ConstantDescs.CD_boolean, PAYLOAD, OBJECT, LONG, STORING);
    }

    /**
     * Checks the bounds; pushes the vector's class, element type and length, the array, the byte offset in the array,
     * and {@code false} (not a memory segment).
     */
    private void pushPlace(At at) {
        at.pushIndex(code);
        code.dup().istore(index.slot());
        code.aload(at.array().slot()).arraylength().loadConstant(Simd.LANES - 1).isub();
        code.invokestatic(method(OBJECTS, "checkIndex", INT, INT, INT)).pop();
        pushKind();
        code.aload(at.array().slot());
        code.iload(index.slot()).i2l().loadConstant((long) Float.BYTES).lmul();
        code.loadConstant(Unsafe.ARRAY_FLOAT_BASE_OFFSET).ladd();
        code.iconst_0();
    }

    /** Pushes the array and the index again, as arguments of the interpreted implementation. */
    private void pushIndex(At at) {
        code.aload(at.array().slot()).iload(index.slot()).i2l();
    }

    @Override
    public void broadcast(Vec to, Runnable number) {
        pushKind();
        number.run();
        code.invokestatic(method(ConstantDescs.CD_Float, "floatToRawIntBits", INT, ConstantDescs.CD_float)).i2l();
        code.loadConstant(VectorSupport.MODE_BROADCAST);
        push(Simd.SPECIES, SPECIES);
        push(BROADCAST, COERCED);
        call("fromBitsCoerced", PAYLOAD, CLASS, CLASS, INT, LONG, INT, SPECIES, COERCED);
        code.checkcast(VECTOR).astore(to.slot());
    }

    @Override
    public void combine(Operation operation, Vec to, Vec a, Vec b) {
        switch (operation) {
            case ADD -> combine(VectorSupport.VECTOR_OP_ADD, ADD, to, a, b);
            case SUB -> combine(VectorSupport.VECTOR_OP_SUB, SUB, to, a, b);
            case MUL -> combine(VectorSupport.VECTOR_OP_MUL, MUL, to, a, b);
            case MAX -> combine(VectorSupport.VECTOR_OP_MAX, MAX, to, a, b);
        }
    }

    private void combine(int number, Object interpreted, Vec to, Vec a, Vec b) {
        code.loadConstant(number);
        pushUnmaskedKind();
        code.aload(a.slot()).aload(b.slot()).aconst_null();
        push(interpreted, BINARY);
        call("binaryOp", PAYLOAD, INT, CLASS, CLASS, CLASS, INT, PAYLOAD, PAYLOAD, MASK, BINARY);
        code.checkcast(VECTOR).astore(to.slot());
    }

    @Override
    public void fma(Vec sum, Vec a, Vec b) {
        code.loadConstant(VectorSupport.VECTOR_OP_FMA);
        pushUnmaskedKind();
        code.aload(a.slot()).aload(b.slot()).aload(sum.slot()).aconst_null();
        push(FMA, TERNARY);
        call("ternaryOp", VECTOR, INT, CLASS, CLASS, CLASS, INT, VECTOR, VECTOR, VECTOR, MASK, TERNARY);
        code.astore(sum.slot());
    }

    @Override
    public void clip(Vec a, Vec floor) {
        pushMaskedKind();
        code.aload(a.slot()).aload(floor.slot());
        code.loadConstant(VectorSupport.BT_lt);
        pushMaskedKind();
        code.aload(a.slot()).aload(floor.slot()).aconst_null();
        push(LESS, COMPARE);
        call("compare", MASK, INT, CLASS, CLASS, CLASS, INT, VECTOR, VECTOR, MASK, COMPARE);
        push(BLEND, BLENDING);
        call("blend", VECTOR, CLASS, CLASS, CLASS, INT, VECTOR, VECTOR, MASK, BLENDING);
        code.astore(a.slot());
    }

    @Override
    public void rearrange(Vec to, Vec from, VectorShuffle<Float> order) {
        pushType();
        push(order.getClass(), CLASS);
        code.aconst_null();
        pushElements();
        code.aload(from.slot());
        push(order, SHUFFLE);
        code.aconst_null();
        push(REARRANGE, REARRANGING);
        call("rearrangeOp", VECTOR, CLASS, CLASS, CLASS, CLASS, INT, VECTOR, SHUFFLE, MASK, REARRANGING);
        code.astore(to.slot());
    }

    /**
     * Casts a vector to its class and checks that it is not null. C2 cannot derive either fact from an intrinsic call
     * that it has not replaced yet.
     */
    @Override
    public void carry(Vec vec) {
        pushType();
        code.aload(vec.slot()).dup().invokevirtual(method(OBJECT, "getClass", CLASS)).pop();
        code.invokevirtual(method(CLASS, "cast", OBJECT, OBJECT));
        code.checkcast(VECTOR).astore(vec.slot());
    }

    private void pushKind() {
        pushType();
        pushElements();
    }

    private void pushUnmaskedKind() {
        pushType();
        code.aconst_null();
        pushElements();
    }

    private void pushMaskedKind() {
        pushType();
        push(Simd.SPECIES.maskType(), CLASS);
        pushElements();
    }

    private void pushType() {
        push(Simd.SPECIES.vectorType(), CLASS);
    }

    private void pushElements() {
        push(float.class, CLASS);
        code.loadConstant(Simd.LANES);
    }

    private void push(Object constant, ClassDesc type) {
        data.push(code, constant, type);
    }

    private void call(String name, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(method(SUPPORT, name, result, parameters));
    }

    private MethodRefEntry method(ClassDesc owner, String name, ClassDesc result, ClassDesc... parameters) {
        return methods.computeIfAbsent(
                name, _ -> code.constantPool().methodRefEntry(owner, name, MethodTypeDesc.of(result, parameters)));
    }
}
