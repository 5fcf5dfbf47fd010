package resnet50.generator;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Constants of a hidden class: objects that are passed to it as class data when it is loaded. */
final class ClassData {
    private static final DirectMethodHandleDesc CLASS_DATA_AT = ConstantDescs.ofConstantBootstrap(
            MethodHandles.class.describeConstable().orElseThrow(), "classDataAt", ConstantDescs.CD_Object, ConstantDescs.CD_int);

    private final List<Object> objects = new ArrayList<>();
    private final Map<Object, LoadableConstantEntry> entries = new HashMap<>();

    /** The class data, in the order of the constants. */
    List<Object> objects() {
        return objects;
    }

    /** Pushes an object as a constant. */
    void push(CodeBuilder code, Object object, ClassDesc type) {
        code.ldc(entries.computeIfAbsent(object, _ -> {
            objects.add(object);
            return code.constantPool()
                    .loadableConstantEntry(
                            DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, objects.size() - 1));
        }));
    }
}
