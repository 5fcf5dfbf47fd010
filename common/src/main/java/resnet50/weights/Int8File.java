package resnet50.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Convolution;
import resnet50.core.ExitCode;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;
import resnet50.text.Json;
import resnet50.text.NewFile;

/** Reads and writes safetensors files of 8-bit integers; {@link Int8Layout} describes them. */
public final class Int8File {
    /** Entries of the metadata. */
    static final String QUANTIZATION = "quantization";

    static final String INPUT_SIZE = "input_size";

    public static final String TARGET = "target";
    public static final String METHOD = "method";
    public static final String PICTURES = "pictures";
    public static final String SEED = "seed";

    static final String INT8 = "int8";
    static final String WEIGHT_SCALE = ".weight_scale";
    static final String SCALE = ".scale";
    static final String ZERO_POINT = ".zero_point";

    /** Alignment of the tensors' data. */
    private static final int ALIGNMENT = 8;

    private Int8File() {}

    /** A tensor to be written. */
    private record Tensor(String name, DType dtype, List<Integer> shape, byte[] bytes) {}

    /** Returns whether opened weights are 8-bit integers. */
    public static boolean isOne(WeightsFile weights) {
        return weights.format().startsWith("safetensors, " + INT8);
    }

    /**
     * Reads the whole file of opened weights.
     *
     * @throws UserException usage: the weights are floats; bad data: the file is broken; no input: it is unreadable
     */
    public static Int8Network read(WeightsFile weights) {
        if (!isOne(weights)) {
            throw new UserException(
                    ExitCode.USAGE,
                    weights.source() + ": holds floats (" + weights.format()
                            + "), not 8-bit integers; make such a file with: weights quantize");
        }
        try (InputFile file = InputFile.open(Path.of(weights.source()))) {
            try {
                return new Int8Layout(SafetensorsFile.read(file.bytes())).network(file.bytes());
            } catch (Malformed e) {
                throw WeightsFiles.refusal(file, e);
            } catch (UncheckedIOException e) {
                throw new UserException(ExitCode.NO_INPUT, file.source() + ": cannot be read; check the disk", e);
            }
        }
    }

    /**
     * Writes a file. Equal networks and facts give equal bytes.
     *
     * @param facts how the network was quantized, for the metadata
     * @return size of the file in bytes
     * @throws UserException as {@link NewFile#write}
     */
    public static long write(Int8Network network, Map<String, String> facts, Path target, boolean replace) {
        List<Tensor> tensors = tensors(network);
        byte[] header = header(network, facts, tensors);
        new NewFile().write(target, replace, out -> {
            try (OutputStream buffered = new BufferedOutputStream(out)) {
                write(header, tensors, buffered);
            }
        });
        return Long.BYTES + header.length + tensors.stream().mapToLong(t -> t.bytes.length).sum();
    }

    private static void write(byte[] header, List<Tensor> tensors, OutputStream out) throws IOException {
        byte[] length = new byte[Long.BYTES];
        littleEndian(length).putLong(header.length);
        out.write(length);
        out.write(header);
        for (Tensor tensor : tensors) {
            out.write(tensor.bytes);
        }
    }

    /** Tensors of larger elements come first, so that all are aligned. */
    private static List<Tensor> tensors(Int8Network network) {
        List<Tensor> tensors = new ArrayList<>();
        for (String name : Int8Network.rangeNames(network.architecture())) {
            Int8Range range = network.range(name);
            tensors.add(floats(name + SCALE, range.scale()));
            tensors.add(new Tensor(name + ZERO_POINT, DType.U8, List.of(1), new byte[] {(byte) range.zeroPoint()}));
        }
        for (Convolution conv : network.architecture().convolutions(network.inputSize())) {
            Int8Layer layer = network.layer(conv.name());
            tensors.add(floats(conv.name() + WEIGHT_SCALE, layer.scales()));
            byte[] bias = new byte[layer.bias().length * Integer.BYTES];
            littleEndian(bias).asIntBuffer().put(layer.bias());
            tensors.add(new Tensor(conv.name() + ".bias", DType.I32, List.of(layer.bias().length), bias));
            List<Integer> shape = Int8Layout.weightShape(conv).stream().map(Math::toIntExact).toList();
            tensors.add(new Tensor(conv.name() + ".weight", DType.I8, shape, layer.weights()));
        }
        tensors.sort(Comparator.comparingInt(t -> -t.dtype.bytes())); // stable
        return tensors;
    }

    private static Tensor floats(String name, float... values) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        littleEndian(bytes).asFloatBuffer().put(values);
        return new Tensor(name, DType.F32, List.of(values.length), bytes);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] header(Int8Network network, Map<String, String> facts, List<Tensor> tensors) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(QUANTIZATION, INT8);
        metadata.put(ProductQuantization.ARCHITECTURE, network.architecture().name());
        metadata.put(INPUT_SIZE, Integer.toString(network.inputSize()));
        metadata.putAll(facts);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("__metadata__", metadata);
        long at = 0;
        for (Tensor tensor : tensors) {
            long end = at + tensor.bytes.length;
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.dtype.name());
            entry.put("shape", tensor.shape);
            entry.put("data_offsets", List.of(at, end));
            entries.put(tensor.name, entry);
            at = end;
        }
        byte[] json = Json.line(entries).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
