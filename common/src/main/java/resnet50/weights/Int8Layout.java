package resnet50.weights;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.core.EngineOptions;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;
import resnet50.core.Parameter;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;

/**
 * The layout of a safetensors file of 8-bit integers, as {@code weights quantize} writes it. A layer {@code NAME} has
 * {@code NAME.weight} (I8), {@code NAME.weight_scale} (F32, per output channel) and {@code NAME.bias} (I32, in units
 * of the input's scale times the weight's). An activation {@code NAME} has {@code NAME.scale} (F32) and {@code
 * NAME.zero_point} (U8). Batch norm is folded into the layers.
 */
final class Int8Layout {
    /** PyTorch's default epsilon of batch norm. */
    private static final float EPSILON = 1e-5f;

    private final Map<String, String> metadata;
    private final Map<String, StoredTensor> stored = new HashMap<>();
    private final Architecture architecture;
    private final Map<String, String> inputNames;

    /** @throws Malformed if a tensor is missing or does not fit the network */
    Int8Layout(SafetensorsFile.Contents contents) {
        metadata = contents.metadata();
        contents.tensors().forEach(tensor -> stored.put(tensor.info().name(), tensor));
        String name = metadata.getOrDefault(ProductQuantization.ARCHITECTURE, "");
        Architecture member = Architecture.named(name)
                .orElseThrow(() -> new Malformed("is for the network " + Printable.quote(name) + ", which is unknown"));
        List<Long> shape = stored.containsKey("fc.weight") ? stored.get("fc.weight").info().shape() : List.of();
        if (shape.size() != 2 || shape.getFirst() < 1 || shape.getFirst() > ArchitectureRecognizer.MAX_CLASSES) {
            throw new Malformed("has no usable fc.weight", "quantize the network again");
        }
        architecture = member.withClasses(shape.getFirst().intValue());
        inputNames = Int8Network.inputNames(architecture);
        requireAll();
    }

    /** Returns whether a file has this layout. */
    static boolean isIn(Map<String, String> metadata) {
        return Int8File.INT8.equals(metadata.get(Int8File.QUANTIZATION));
    }

    private void requireAll() {
        int expected = 0;
        for (Convolution conv : convolutions()) {
            List<Long> shape = weightShape(conv);
            List<Long> channels = List.of(shape.getFirst());
            require(conv.name() + ".weight", DType.I8, shape);
            require(conv.name() + Int8File.WEIGHT_SCALE, DType.F32, channels);
            require(conv.name() + ".bias", DType.I32, channels);
            expected += 3;
        }
        for (String name : Int8Network.rangeNames(architecture)) {
            require(name + Int8File.SCALE, DType.F32, List.of(1L));
            require(name + Int8File.ZERO_POINT, DType.U8, List.of(1L));
            expected += 2;
        }
        if (stored.size() != expected) {
            throw new Malformed("has " + stored.size() + " tensors, not the " + expected + " of an 8-bit " + architecture.name(),
                    "quantize the network again");
        }
    }

    private List<Convolution> convolutions() {
        return architecture.convolutions(EngineOptions.USUAL_INPUT_SIZE);
    }

    static List<Long> weightShape(Convolution conv) {
        long outC = conv.shape().outC();
        long inC = conv.shape().groupInC();
        long kernel = conv.shape().kernel();
        return conv.name().equals(Int8Network.CLASSIFIER) ? List.of(outC, inC) : List.of(outC, inC, kernel, kernel);
    }

    private void require(String name, DType dtype, List<Long> shape) {
        StoredTensor tensor = stored.get(name);
        if (tensor == null || !tensor.info().dtype().equals(dtype.name()) || !tensor.info().shape().equals(shape)) {
            String found = tensor == null ? "missing" : Printable.quote(tensor.info().dtype()) + " " + tensor.info().shape();
            throw new Malformed("tensor " + name + " is " + found + ", not " + dtype + " " + shape, "quantize the network again");
        }
    }

    /** The file format, for display. */
    String format() {
        StringBuilder format = new StringBuilder("safetensors, ").append(Int8File.INT8);
        for (String key : List.of(Int8File.TARGET, Int8File.METHOD, Int8File.PICTURES)) {
            String value = metadata.get(key);
            if (value != null) {
                format.append(", ").append(key).append(' ').append(Printable.quote(value));
            }
        }
        return format.toString();
    }

    /** The network's parameters as floats, in torchvision's order; batch norm adds the bias and changes nothing else. */
    List<TensorData> tensors() {
        Map<String, Convolution> byNorm = new HashMap<>();
        convolutions().forEach(conv -> byNorm.put(conv.norm(), conv));
        List<TensorData> tensors = new ArrayList<>();
        for (Parameter p : architecture.parameters()) {
            TensorInfo info = new TensorInfo(p.name(), DType.F32.name(), p.shape());
            String layer = p.name().substring(0, p.name().lastIndexOf('.'));
            tensors.add(switch (p.kind()) {
                case CONV_WEIGHT, FC_WEIGHT ->
                    new ScaledTensor(info, stored.get(p.name()), stored.get(layer + Int8File.WEIGHT_SCALE), null);
                case FC_BIAS -> bias(info, layer);
                case BN_BIAS -> bias(info, byNorm.get(layer).name());
                case BN_WEIGHT -> new ConstantTensor(info, 1);
                case BN_RUNNING_MEAN -> new ConstantTensor(info, 0);
                case BN_RUNNING_VAR -> new ConstantTensor(info, 1 - EPSILON); // scales by 1
            });
        }
        return tensors;
    }

    private ScaledTensor bias(TensorInfo info, String layer) {
        return new ScaledTensor(
                info,
                stored.get(layer + ".bias"),
                stored.get(layer + Int8File.WEIGHT_SCALE),
                stored.get(inputNames.get(layer) + Int8File.SCALE));
    }

    /** Reads the whole network. */
    Int8Network network(FileBytes file) {
        Map<String, Int8Layer> layers = new HashMap<>();
        for (Convolution conv : convolutions()) {
            StoredTensor weight = stored.get(conv.name() + ".weight");
            StoredTensor bias = stored.get(conv.name() + ".bias");
            int[] biases = new int[Math.toIntExact(bias.info().elements())];
            file.copy(bias.offset(), (long) biases.length * Integer.BYTES).asIntBuffer().get(biases);
            byte[] weights = new byte[Math.toIntExact(weight.info().elements())];
            file.read(weight.offset(), ByteBuffer.wrap(weights));
            float[] scales = ScaledIntegers.read(file, stored.get(conv.name() + Int8File.WEIGHT_SCALE));
            layers.put(conv.name(), new Int8Layer(weights, scales, biases));
        }
        Map<String, Int8Range> ranges = new HashMap<>();
        for (String name : Int8Network.rangeNames(architecture)) {
            float scale = ScaledIntegers.read(file, stored.get(name + Int8File.SCALE))[0];
            ranges.put(name, new Int8Range(scale, LittleEndian.u8(file, stored.get(name + Int8File.ZERO_POINT).offset())));
        }
        try {
            return new Int8Network(architecture, inputSize(), layers, ranges);
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage(), "quantize the network again");
        }
    }

    private int inputSize() {
        String text = metadata.getOrDefault(Int8File.INPUT_SIZE, "");
        boolean possible = text.matches("[1-9][0-9]{1,3}");
        int size = possible ? Integer.parseInt(text) : 0;
        if (size < EngineOptions.MIN_INPUT_SIZE || size > EngineOptions.MAX_INPUT_SIZE) {
            throw new Malformed("has the " + Int8File.INPUT_SIZE + " " + Printable.quote(text) + " in its metadata",
                    "quantize the network again");
        }
        return size;
    }
}
