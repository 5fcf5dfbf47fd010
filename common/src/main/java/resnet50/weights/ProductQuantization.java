package resnet50.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Architecture;
import resnet50.core.Parameter;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;

/**
 * Finds product-quantized tensors in a safetensors file. {@code NAME.codes} and {@code NAME.codebook} represent the
 * tensor {@code NAME} (Stock et al., "And the Bit Goes Down", ICLR 2020). The shape of the codes gives the number of
 * rows and their length. The shape of the tensor comes from the network.
 */
final class ProductQuantization {
    static final String CODES = ".codes";
    static final String CODEBOOK = ".codebook";

    /** The entry of {@code __metadata__} that names the network. */
    static final String ARCHITECTURE = "architecture";

    private static final String CLASSIFIER = "fc.weight";

    private final Map<String, StoredTensor> codes = new LinkedHashMap<>();
    private final Map<String, StoredTensor> codebooks = new LinkedHashMap<>();
    private final Map<String, StoredTensor> others = new LinkedHashMap<>();

    private ProductQuantization(List<StoredTensor> tensors) {
        for (StoredTensor tensor : tensors) {
            String name = tensor.info().name();
            if (name.endsWith(CODES)) {
                codes.put(name.substring(0, name.length() - CODES.length()), tensor);
            } else if (name.endsWith(CODEBOOK)) {
                codebooks.put(name.substring(0, name.length() - CODEBOOK.length()), tensor);
            } else {
                others.put(name, tensor);
            }
        }
    }

    /** Returns whether the file has product-quantized tensors. */
    static boolean isIn(List<StoredTensor> tensors) {
        return tensors.stream().map(t -> t.info().name()).anyMatch(name -> name.endsWith(CODES) || name.endsWith(CODEBOOK));
    }

    /**
     * Replaces each pair of codes and codebook by the tensor that it represents. Reads no codes.
     *
     * @param metadata {@code __metadata__} of the file
     * @throws Malformed if a pair is incomplete or does not form a tensor of the network
     */
    static List<TensorData> resolve(List<StoredTensor> tensors, Map<String, String> metadata) {
        return new ProductQuantization(tensors).resolve(metadata);
    }

    private List<TensorData> resolve(Map<String, String> metadata) {
        requirePairs();
        codes.forEach((name, tensor) -> requireCodes(name, tensor, codebooks.get(name)));
        Map<String, List<Long>> shapes = shapes(metadata.get(ARCHITECTURE));
        List<TensorData> resolved = new ArrayList<>(others.values());
        codes.forEach((name, tensor) -> resolved.add(quantized(name, shapes.get(name))));
        return resolved;
    }

    private void requirePairs() {
        for (String name : codes.keySet()) {
            if (!codebooks.containsKey(name)) {
                throw new Malformed("has tensor " + Printable.quote(name + CODES) + " but no " + Printable.quote(name + CODEBOOK));
            }
            if (others.containsKey(name)) {
                throw new Malformed("has tensor " + Printable.quote(name) + " and its codes " + Printable.quote(name + CODES));
            }
        }
        for (String name : codebooks.keySet()) {
            if (!codes.containsKey(name)) {
                throw new Malformed("has tensor " + Printable.quote(name + CODEBOOK) + " but no " + Printable.quote(name + CODES));
            }
        }
    }

    private static void requireCodes(String name, StoredTensor codes, StoredTensor codebook) {
        require(codes, "two dimensions and type U8 or I16", List.of(DType.U8.name(), DType.I16.name()));
        require(codebook, "two dimensions and type F16", List.of(DType.F16.name()));
        List<Long> size = codebook.info().shape();
        if (size.getFirst() < 1 || size.getLast() < 1 || codebook.info().elements() > Integer.MAX_VALUE - 8) {
            throw new Malformed("tensor " + Printable.quote(name + CODEBOOK) + " has an impossible shape " + size);
        }
    }

    private static void require(StoredTensor tensor, String what, List<String> dtypes) {
        TensorInfo info = tensor.info();
        if (info.shape().size() != 2 || !dtypes.contains(info.dtype())) {
            throw new Malformed("tensor " + Printable.quote(info.name()) + " has shape " + info.shape() + " and type "
                    + Printable.quote(info.dtype()) + ", not " + what);
        }
    }

    /**
     * Returns the shapes of the network's parameters by name.
     *
     * @param named name of the network; null for the first member of the family that fits all quantized tensors
     */
    private Map<String, List<Long>> shapes(String named) {
        if (named != null) {
            Architecture architecture = Architecture.named(named)
                    .orElseThrow(() -> new Malformed("is for the network " + Printable.quote(named) + ", which is unknown"));
            return shapes(architecture);
        }
        return Architecture.family().stream()
                .map(this::shapes)
                .filter(shapes -> codes.keySet().stream().allMatch(name -> fits(name, shapes.get(name))))
                .findFirst()
                .orElseThrow(() -> new Malformed("has product-quantized tensors such as "
                        + Printable.quote(codes.keySet().iterator().next()) + ", and no known network has all of them",
                        "name the network in its metadata as " + ARCHITECTURE));
    }

    private Map<String, List<Long>> shapes(Architecture architecture) {
        StoredTensor classifier = codes.getOrDefault(CLASSIFIER, others.get(CLASSIFIER));
        long classes = classifier == null || classifier.info().shape().isEmpty() ? 0 : classifier.info().shape().getFirst();
        boolean possible = classes > 0 && classes <= ArchitectureRecognizer.MAX_CLASSES;
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (Parameter p : (possible ? architecture.withClasses((int) classes) : architecture).parameters()) {
            shapes.put(p.name(), p.shape());
        }
        return shapes;
    }

    private QuantizedTensor quantized(String name, List<Long> shape) {
        StoredTensor tensor = codes.get(name);
        StoredTensor codebook = codebooks.get(name);
        if (!fits(name, shape)) {
            String wanted = shape == null ? ", but the network has no such tensor" : " do not make up shape " + shape;
            throw new Malformed("tensor " + Printable.quote(name) + ": codes of shape " + tensor.info().shape()
                    + " and a codebook of shape " + codebook.info().shape() + wanted);
        }
        return new QuantizedTensor(new TensorInfo(name, codebook.info().dtype(), shape), tensor, codebook);
    }

    /**
     * Returns whether the number of rows equals the number of output channels and each row holds the weights of one
     * output channel.
     */
    private boolean fits(String name, List<Long> shape) {
        if (shape == null || shape.size() < 2) {
            return false;
        }
        List<Long> size = codes.get(name).info().shape(); // [O][J]
        long block = codebooks.get(name).info().shape().getLast();
        long row = shape.stream().skip(1).reduce(1L, Math::multiplyExact); // cannot overflow: the shape is the network's
        return size.getFirst().equals(shape.getFirst()) && row % block == 0 && row / block == size.getLast();
    }
}
