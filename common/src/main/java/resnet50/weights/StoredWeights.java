package resnet50.weights;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** The tensors of a weights file of any format. Thread-safe. */
final class StoredWeights implements WeightsFile {
    /** Bytes read at a time. Together with the converted floats, they fit into the L2 cache. */
    private static final int CHUNK = 1 << 16;

    private final String format;
    private final InputFile file;
    /** Other files that hold tensors, beside the main file. */
    private final List<InputFile> others;
    private final List<String> notes;
    private final List<String> ignored;
    private final Codebooks codebooks;
    private final ScaledIntegers integers;
    private final Map<String, TensorData> stored = new LinkedHashMap<>();
    private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
    private final Queue<ByteBuffer> chunks = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytesRead = new AtomicLong();

    /** Takes ownership of the files: closing this object closes them. */
    StoredWeights(String format, InputFile file, List<InputFile> others, NetworkTensors network) {
        this.format = format;
        this.file = file;
        this.others = List.copyOf(others);
        this.notes = network.notes();
        this.ignored = network.ignored();
        this.codebooks = new Codebooks(file.bytes());
        this.integers = new ScaledIntegers(file.bytes());
        for (Map.Entry<String, TensorData> entry : network.tensors().entrySet()) {
            String name = entry.getKey();
            TensorInfo info = entry.getValue().info();
            stored.put(name, entry.getValue());
            infos.put(name, info.name().equals(name) ? info : new TensorInfo(name, info.dtype(), info.shape()));
        }
    }

    /** Returns notes about the choice of the tensors and their names in the file. */
    List<String> notes() {
        return notes;
    }

    /** Returns the names of classes and functions in a pickle that were not loaded. */
    List<String> ignored() {
        return ignored;
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

    private TensorData tensor(String name) {
        TensorData tensor = stored.get(name);
        if (tensor == null) {
            throw bad("has no tensor " + Printable.quote(name), "list its tensors with: weights show");
        }
        return tensor;
    }

    /** Returns the number of a tensor's elements. */
    private int elements(String name) {
        long elements = tensor(name).info().elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw bad("tensor " + Printable.quote(name) + " has " + elements + " elements, more than an array holds",
                    "use another");
        }
        return (int) elements;
    }

    private float[] read(String name, int first, int count, float[] spare) {
        if (count == 0) {
            return array(0, spare);
        }
        try {
            float[] floats = switch (tensor(name)) {
                case StoredTensor tensor -> read(name, tensor, first, count, spare);
                case QuantizedTensor tensor -> expand(tensor, first, count, spare);
                case ScaledTensor tensor -> scaled(name, tensor, first, count, spare);
                case ConstantTensor tensor -> constant(tensor, count, spare);
                case UnreadTensor tensor -> throw notRead(name, tensor.info());
            };
            if (first + count == tensor(name).info().elements()) {
                file.requireUnchanged(); // once per tensor
                others.forEach(InputFile::requireUnchanged);
            }
            return floats;
        } catch (Malformed e) {
            throw bad(e.getMessage(), e.advice());
        } catch (UncheckedIOException e) {
            throw UserException.unreadable(source(), e.getCause());
        }
    }

    private static float[] array(int count, float[] spare) {
        return spare != null && spare.length >= count ? spare : new float[count];
    }

    private float[] read(String name, StoredTensor tensor, int first, int count, float[] spare) {
        DType dtype = DType.ofWeight(tensor.info().dtype()).orElseThrow(() -> notRead(name, tensor.info()));
        float[] floats = tensor.isContiguous()
                ? copy(tensor, dtype, first, count, array(count, spare))
                : gather(name, tensor, dtype, first, count, spare);
        bytesRead.addAndGet((long) count * dtype.bytes());
        FiniteCheck.require(name, first, count, floats);
        return floats;
    }

    private float[] copy(StoredTensor tensor, DType dtype, int first, int count, float[] floats) {
        ByteBuffer chunk = chunks.poll();
        if (chunk == null) {
            chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        }
        int atATime = CHUNK / dtype.bytes();
        for (int done = 0; done < count; done += atATime) {
            int elements = Math.min(atATime, count - done);
            chunk.clear().limit(elements * dtype.bytes());
            tensor.file().read(tensor.offset() + (long) (first + done) * dtype.bytes(), chunk);
            ElementReader.copy(chunk.flip(), dtype, elements, floats, done);
        }
        chunks.add(chunk);
        return floats;
    }

    private float[] gather(String name, StoredTensor tensor, DType dtype, int first, int count, float[] spare) {
        StoredTensor.Span span = tensor.span(first, count);
        long bytes = (span.end() - span.begin()) * dtype.bytes();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw bad("tensor " + Printable.quote(name) + " is spread over " + bytes + " bytes, more than an array holds",
                    "save it with .contiguous()");
        }
        float[] floats = array(count, spare);
        ByteBuffer part = tensor.file().copy(tensor.offset() + span.begin() * dtype.bytes(), bytes);
        ElementReader.gather(part, span.begin(), tensor, dtype, first, count, floats);
        return floats;
    }

    private float[] expand(QuantizedTensor tensor, int first, int count, float[] spare) {
        float[] floats = codebooks.expand(tensor, first, count, spare);
        bytesRead.addAndGet(Codebooks.codeBytes(tensor, count));
        return floats;
    }

    private float[] scaled(String name, ScaledTensor tensor, int first, int count, float[] spare) {
        float[] floats = array(count, spare);
        bytesRead.addAndGet(integers.scale(tensor, first, count, floats));
        FiniteCheck.require(name, first, count, floats);
        return floats;
    }

    private static float[] constant(ConstantTensor tensor, int count, float[] spare) {
        float[] floats = array(count, spare);
        Arrays.fill(floats, 0, count, tensor.value());
        return floats;
    }

    private UserException notRead(String name, TensorInfo info) {
        return bad("tensor " + Printable.quote(name) + " is " + Printable.quote(info.dtype()) + ", which is not read", "save it as F32");
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
        others.forEach(InputFile::close);
    }
}
