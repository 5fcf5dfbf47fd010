package resnet50.weights;

import java.util.Optional;
import resnet50.core.Printable;

/**
 * The names in a pickle that are interpreted. Every other name becomes a {@link Pickled.Opaque}. The list is fixed:
 * neither a file nor the command line extends it.
 */
enum AllowedGlobal implements Pickled {
    ORDERED_DICT("collections.OrderedDict"),
    REBUILD_TENSOR("torch._utils._rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    REBUILD_PARAMETER_WITH_STATE("torch._utils._rebuild_parameter_with_state"),
    FLOAT_STORAGE("torch.FloatStorage", DType.F32),
    HALF_STORAGE("torch.HalfStorage", DType.F16),
    BFLOAT16_STORAGE("torch.BFloat16Storage", DType.BF16),
    DOUBLE_STORAGE("torch.DoubleStorage", DType.F64),
    LONG_STORAGE("torch.LongStorage", DType.I64),
    INT_STORAGE("torch.IntStorage", DType.I32),
    SHORT_STORAGE("torch.ShortStorage", DType.I16),
    CHAR_STORAGE("torch.CharStorage", DType.I8),
    BYTE_STORAGE("torch.ByteStorage", DType.U8),
    BOOL_STORAGE("torch.BoolStorage", DType.BOOL),
    COMPLEX_FLOAT_STORAGE("torch.ComplexFloatStorage", DType.C64),
    COMPLEX_DOUBLE_STORAGE("torch.ComplexDoubleStorage", DType.C128),
    UNTYPED_STORAGE("torch.storage.UntypedStorage", DType.U8);

    private final String pythonName;
    private final Optional<DType> storageType;

    AllowedGlobal(String pythonName) {
        this.pythonName = pythonName;
        this.storageType = Optional.empty();
    }

    AllowedGlobal(String pythonName, DType storageType) {
        this.pythonName = pythonName;
        this.storageType = Optional.of(storageType);
    }

    /** Returns the number format of the storage with this name; empty if the name is not a storage's. */
    Optional<DType> storageType() {
        return storageType;
    }

    /** Returns the global of that name: a constant of this enum, or an opaque value. */
    static Pickled named(String module, String name) {
        for (AllowedGlobal global : values()) {
            if (global.pythonName.equals(module + "." + name)) {
                return global;
            }
        }
        return new Opaque(shown(module, name));
    }

    private static String shown(String module, String name) {
        // Python's os module pickles its functions under the module that implements it
        String known = module.equals("posix") || module.equals("nt") ? "os" : module;
        return Printable.quote(known + "." + name);
    }
}
