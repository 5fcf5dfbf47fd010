package resnet50.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import resnet50.api.ExitCode;
import resnet50.api.Printable;
import resnet50.api.UserException;

/** The tensors of a mapped file, whatever its kind. Tensors may be read by several threads at once. */
final class MappedWeights implements WeightsFile {
    /** What {@code torch.nn.DataParallel} puts in front of every name. */
    private static final String DATA_PARALLEL_PREFIX = "module.";

    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private final String format;
    private final MappedFile file;
    private final Map<String, StoredTensor> stored = new LinkedHashMap<>();
    private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
    private final AtomicLong bytesRead = new AtomicLong();

    /** Takes over the file: closing this closes it. */
    MappedWeights(String format, MappedFile file, Collection<StoredTensor> tensors) {
        this.format = format;
        this.file = file;
        for (StoredTensor tensor : tensors) {
            String fullName = tensor.info().name();
            String name = fullName.startsWith(DATA_PARALLEL_PREFIX) ? fullName.substring(DATA_PARALLEL_PREFIX.length())
                    : fullName;
            if (stored.put(name, tensor) != null) {
                throw new Malformed("two tensors are named " + Printable.quote(name) + " once module. is taken off");
            }
            infos.put(name, new TensorInfo(name, tensor.info().dtype(), tensor.info().shape()));
        }
    }

    @Override
    public String source() {
        return file.source();
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(infos);
    }

    @Override
    public float[] floats(String name) {
        return read(name, 0, elements(name), null);
    }

    @Override
    public float[] floats(String name, int first, int count, float[] spare) {
        Objects.checkFromIndexSize(first, count, elements(name));
        return read(name, first, count, spare);
    }

    private StoredTensor tensor(String name) {
        StoredTensor tensor = stored.get(name);
        if (tensor == null) {
            throw bad("has no tensor " + Printable.quote(name), "list its tensors with: weights show");
        }
        return tensor;
    }

    /** How many a tensor has. */
    private int elements(String name) {
        long elements = tensor(name).info().elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw bad("tensor " + Printable.quote(name) + " has " + elements + " elements, more than an array holds",
                    "use another");
        }
        return (int) elements;
    }

    private float[] read(String name, int first, int count, float[] spare) {
        StoredTensor tensor = tensor(name);
        DType dtype = DType.named(tensor.info().dtype())
                .orElseThrow(() -> bad(
                        "tensor " + Printable.quote(name) + " is " + Printable.quote(tensor.info().dtype())
                                + ", which is not read",
                        "save it as F32"));
        float[] floats = spare != null && spare.length >= count ? spare : new float[count];
        try (Arena arena = Arena.ofConfined()) {
            if (tensor.isContiguous()) {
                long offset = tensor.offset() + (long) first * dtype.bytes();
                ElementReader.copy(file.map(offset, (long) count * dtype.bytes(), arena), dtype, count, floats);
            } else {
                MemorySegment part = file.map(tensor.offset(), tensor.extent() * dtype.bytes(), arena);
                ElementReader.gather(part, tensor, dtype, first, count, floats);
            }
        } catch (InternalError | IOException e) {
            // the file was cut short, or the disk failed, after it was opened; the error is a mapped page's that is gone
            throw new UserException(
                    ExitCode.NO_INPUT, source() + ": cannot be read any more; do not change it while it is in use", e);
        }
        bytesRead.addAndGet((long) count * dtype.bytes());
        requireFinite(name, first, count, floats);
        return floats;
    }

    /** First in a loop of few instructions, over all the network's weights, which has to be quick before the JVM has compiled it well. */
    private void requireFinite(String name, int first, int count, float[] floats) {
        int largest = 0; // of the numbers' bits without the sign: they are in the order of the numbers, and NaNs come last
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(floats[i]) & Integer.MAX_VALUE);
        }
        if (largest < INFINITY_BITS) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(floats[i])) {
                String what = Float.isNaN(floats[i]) ? "NaN" : "an infinity";
                throw bad("tensor " + Printable.quote(name) + " has " + what + " at element " + (first + i),
                        "these weights are broken, get others");
            }
        }
    }

    private UserException bad(String what, String advice) {
        return UserException.badData(source() + ": " + what + "; " + advice);
    }

    @Override
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() {
        file.close();
    }
}
