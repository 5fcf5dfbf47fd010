package resnet50.generator;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import jdk.incubator.vector.VectorShuffle;

/**
 * The vocabulary that kernels are written in: numbers and vectors in named local variables, loads, stores, FMAs and
 * loops, each a few instructions of bytecode. Code that uses it reads like the kernel that it generates.
 *
 * <p>Each vector is a local variable of its own, never an element of an array: C2 keeps variables in registers and
 * elements in memory.
 */
public final class KernelWriter {
    private static final ClassDesc VAR_HANDLE = VarHandle.class.describeConstable().orElseThrow();

    private final CodeBuilder code;
    private final ParameterList parameters;
    private final VectorCalls vectors;

    KernelWriter(CodeBuilder code, ParameterList parameters, ClassData data) {
        this.code = code;
        this.parameters = parameters;
        this.vectors = VectorCalls.of(code, data);
    }

    /** A local variable that holds a vector. */
    public record Vec(int slot) {}

    /** A local variable that holds an int. */
    public record Int(int slot) {}

    /** A parameter of type {@code float[]}. */
    public record Floats(int slot) {}

    /** A parameter of type {@code int[]}. */
    public record Ints(int slot) {}

    /** A local variable that holds a float. */
    public record Scalar(int slot) {}

    /** An element of an array: {@code array[index + plus]}. */
    public record At(Floats array, Int index, int plus) {
        void pushIndex(CodeBuilder code) {
            code.iload(index.slot);
            if (plus != 0) {
                code.loadConstant(plus).iadd();
            }
        }
    }

    /** The parameters that are not taken yet. */
    public ParameterList parameters() {
        return parameters;
    }

    // vectors

    /** A new variable. */
    public Vec vec() {
        return new Vec(code.allocateLocal(TypeKind.REFERENCE));
    }

    public Vec[] vecs(int count) {
        Vec[] vecs = new Vec[count];
        for (int i = 0; i < count; i++) {
            vecs[i] = vec();
        }
        return vecs;
    }

    /** A new variable with a vector from memory. */
    public Vec load(At from) {
        Vec to = vec();
        load(to, from);
        return to;
    }

    public void load(Vec to, At from) {
        vectors.load(to, from);
    }

    /** Sets all lanes to a float from memory. */
    public void broadcast(Vec to, At from) {
        vectors.broadcast(to, () -> push(from));
    }

    /** Sets all lanes to the value of a variable. */
    public void broadcast(Vec to, Scalar from) {
        vectors.broadcast(to, () -> code.fload(from.slot));
    }

    /** A new variable with all lanes set to a constant. */
    public Vec constant(float value) {
        Vec to = vec();
        vectors.broadcast(to, () -> code.loadConstant(value));
        return to;
    }

    /** A new variable: {@code a}. */
    public Vec copy(Vec a) {
        Vec to = vec();
        copy(to, a);
        return to;
    }

    /** {@code to = a} */
    public void copy(Vec to, Vec a) {
        code.aload(a.slot).astore(to.slot);
    }

    /** {@code sum += a * b} */
    public void fma(Vec sum, Vec a, Vec b) {
        vectors.fma(sum, a, b);
    }

    /** {@code to = a + b} */
    public void add(Vec to, Vec a, Vec b) {
        vectors.combine(VectorCalls.Operation.ADD, to, a, b);
    }

    /** {@code to = a - b} */
    public void subtract(Vec to, Vec a, Vec b) {
        vectors.combine(VectorCalls.Operation.SUB, to, a, b);
    }

    /** {@code to = a * b} */
    public void multiply(Vec to, Vec a, Vec b) {
        vectors.combine(VectorCalls.Operation.MUL, to, a, b);
    }

    /** Reorders the lanes. */
    public void rearrange(Vec to, Vec from, VectorShuffle<Float> order) {
        vectors.rearrange(to, from, order);
    }

    /** {@code a = a < floor ? floor : a}; NaN remains. */
    public void clip(Vec a, Vec floor) {
        vectors.clip(a, floor);
    }

    /** {@code to = max(a, b)}; NaN if either is NaN. */
    public void max(Vec to, Vec a, Vec b) {
        vectors.combine(VectorCalls.Operation.MAX, to, a, b);
    }

    public void store(Vec from, At to) {
        vectors.store(from, to);
    }

    /** Prevents C2 from moving loads across this point, which would cause spills. Costs no machine instruction. */
    public void fence() {
        code.invokestatic(VAR_HANDLE, "acquireFence", ConstantDescs.MTD_void);
    }

    // numbers

    /** A new variable. */
    public Int literal(int value) {
        code.loadConstant(value);
        return popInt();
    }

    /** A new variable. */
    public Scalar literal(float value) {
        Scalar to = new Scalar(code.allocateLocal(TypeKind.FLOAT));
        code.loadConstant(value).fstore(to.slot);
        return to;
    }

    /** {@code to = a} */
    public void copy(Scalar to, Scalar a) {
        code.fload(a.slot).fstore(to.slot);
    }

    /** {@code sum += floatToRawIntBits(number)}. Integer additions do not compete with the FMAs. */
    public void addBits(Int sum, At number) {
        code.iload(sum.slot);
        push(number);
        code.invokestatic(
                ConstantDescs.CD_Float, "floatToRawIntBits", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float));
        code.iadd().istore(sum.slot);
    }

    /** {@code return number} */
    public void give(Int number) {
        code.iload(number.slot).ireturn();
    }

    /** A new variable: {@code a + b}. */
    public Int plus(Int a, int b) {
        code.iload(a.slot).loadConstant(b).iadd();
        return popInt();
    }

    /** A new variable: {@code a + b}. */
    public Int plus(Int a, Int b) {
        code.iload(a.slot).iload(b.slot).iadd();
        return popInt();
    }

    /** A new variable: {@code a + i * factor}. */
    public Int plusMultiple(Int a, Int i, int factor) {
        code.iload(a.slot).iload(i.slot).loadConstant(factor).imul().iadd();
        return popInt();
    }

    /** A new variable: {@code a + numbers[i]}. */
    public Int plusElement(Int a, Ints numbers, int i) {
        code.iload(a.slot).aload(numbers.slot).loadConstant(i).iaload().iadd();
        return popInt();
    }

    /** A new variable: {@code a + numbers[i]}. */
    public Int plusElement(Int a, Ints numbers, Int i) {
        code.iload(a.slot).aload(numbers.slot).iload(i.slot).iaload().iadd();
        return popInt();
    }

    /** A new variable: {@code numbers.length}. */
    public Int length(Ints numbers) {
        code.aload(numbers.slot).arraylength();
        return popInt();
    }

    /** A new variable: {@code a / divisor}. */
    public Int quotient(Int a, int divisor) {
        code.iload(a.slot).loadConstant(divisor).idiv();
        return popInt();
    }

    /** A new variable: {@code a * factor}. */
    public Int multiple(Int a, int factor) {
        code.iload(a.slot).loadConstant(factor).imul();
        return popInt();
    }

    /** A new variable: {@code a}. */
    public Int copy(Int a) {
        code.iload(a.slot);
        return popInt();
    }

    /** {@code to = a} */
    public void copy(Int to, Int a) {
        code.iload(a.slot).istore(to.slot);
    }

    public void increase(Int a, Int by) {
        code.iload(a.slot).iload(by.slot).iadd().istore(a.slot);
    }

    // control

    /** {@code for (int i = 0; i < numbers.length; i++)} */
    public void forEach(Ints numbers, Consumer<Int> body) {
        forEachFrom(0, numbers, body);
    }

    /** {@code for (int i = first; i < numbers.length; i++)} */
    public void forEachFrom(int first, Ints numbers, Consumer<Int> body) {
        loop(first, () -> code.aload(numbers.slot).arraylength(), new Vec[0][], body);
    }

    /** Like {@link #forEach(Ints, Consumer)}, with loop-carried vectors. */
    public void forEach(Ints numbers, Vec[][] carried, Consumer<Int> body) {
        loop(0, () -> code.aload(numbers.slot).arraylength(), carried, body);
    }

    /** {@code for (int i = 0; i < end; i++)} */
    public void forEachBelow(Int end, Consumer<Int> body) {
        forEachBelow(end, new Vec[0][], body);
    }

    /** Like {@link #forEachBelow(Int, Consumer)}, with loop-carried vectors. */
    public void forEachBelow(Int end, Vec[][] carried, Consumer<Int> body) {
        loop(0, () -> code.iload(end.slot), carried, body);
    }

    private void loop(int first, Runnable end, Vec[][] carried, Consumer<Int> body) {
        Int i = new Int(code.allocateLocal(TypeKind.INT));
        code.loadConstant(first).istore(i.slot);
        Label test = code.newLabel();
        Label done = code.newLabel();
        code.labelBinding(test);
        for (Vec[] vecs : carried) {
            for (Vec vec : vecs) {
                vectors.carry(vec);
            }
        }
        code.iload(i.slot);
        end.run();
        code.if_icmpge(done);
        body.accept(i);
        code.iinc(i.slot, 1).goto_(test).labelBinding(done);
    }

    /** {@code if (a >= 0)} */
    public void ifNotNegative(Int a, Runnable body) {
        Label done = code.newLabel();
        code.iload(a.slot).iflt(done);
        body.run();
        code.labelBinding(done);
    }

    /** Pops the int on top of the stack into a new variable. */
    private Int popInt() {
        Int to = new Int(code.allocateLocal(TypeKind.INT));
        code.istore(to.slot);
        return to;
    }

    /** Pushes a float from memory. */
    private void push(At from) {
        code.aload(from.array.slot);
        from.pushIndex(code);
        code.faload();
    }
}
