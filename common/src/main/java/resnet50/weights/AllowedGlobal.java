package resnet50.weights;

import java.util.Optional;
import resnet50.core.Printable;

/** Every name that a pickle may mention. There is no other, whatever the file, and no way to add one. */
enum AllowedGlobal implements Pickled {
    ORDERED_DICT("collections.OrderedDict"),
    REBUILD_TENSOR("torch._utils._rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    FLOAT_STORAGE("torch.FloatStorage", DType.F32),
    HALF_STORAGE("torch.HalfStorage", DType.F16),
    BFLOAT16_STORAGE("torch.BFloat16Storage", DType.BF16),
    DOUBLE_STORAGE("torch.DoubleStorage", DType.F64),
    LONG_STORAGE("torch.LongStorage", DType.I64),
    INT_STORAGE("torch.IntStorage", DType.I32);

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

    /** What a storage of that name holds; empty if the name is not a storage's. */
    Optional<DType> storageType() {
        return storageType;
    }

    static AllowedGlobal named(String module, String name) {
        for (AllowedGlobal global : values()) {
            if (global.pythonName.equals(module + "." + name)) {
                return global;
            }
        }
        throw refused(module, name);
    }

    private static Malformed refused(String module, String name) {
        // Python's os module pickles its functions under the module that implements it
        String known = module.equals("posix") || module.equals("nt") ? "os" : module;
        return new Malformed(
                "refused: pickle wants GLOBAL " + Printable.quote(known + "." + name),
                "nothing was run; save only the network's state_dict, or use safetensors");
    }
}
