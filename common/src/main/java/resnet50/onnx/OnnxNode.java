package resnet50.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import resnet50.core.Printable;

/**
 * An operator of a graph.
 *
 * @param domain  empty for ONNX's own operators
 * @param integers attributes of type INT and INTS
 * @param floats   attributes of type FLOAT
 * @param texts    attributes of type STRING
 * @param tensor   the attribute of type TENSOR: the value of a Constant
 */
record OnnxNode(
        String operator,
        String domain,
        String name,
        List<String> inputs,
        List<String> outputs,
        Map<String, List<Long>> integers,
        Map<String, Float> floats,
        Map<String, String> texts,
        Optional<OnnxTensor> tensor) {
    private static final int MAX_NAMES = 64;
    private static final int MAX_INTS = 256;

    /** @param node a NodeProto */
    static OnnxNode read(ProtoReader node) {
        String operator = "";
        String domain = "";
        String name = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Attributes attributes = new Attributes();
        while (node.next()) {
            switch (node.number()) {
                case Onnx.Node.INPUT -> addName(inputs, node.text());
                case Onnx.Node.OUTPUT -> addName(outputs, node.text());
                case Onnx.Node.NAME -> name = node.text();
                case Onnx.Node.OP_TYPE -> operator = node.text();
                case Onnx.Node.DOMAIN -> domain = node.text();
                case Onnx.Node.ATTRIBUTE -> attributes.add(node.message());
                default -> {
                    // documentation
                }
            }
        }
        boolean standard = domain.isEmpty() || domain.equals("ai.onnx");
        return new OnnxNode(
                operator, standard ? "" : domain, name, inputs, outputs, attributes.integers, attributes.floats, attributes.texts,
                Optional.ofNullable(attributes.tensor));
    }

    private static void addName(List<String> names, String name) {
        if (names.size() == MAX_NAMES) {
            throw OnnxException.broken("an operator with more than " + MAX_NAMES + " inputs or outputs");
        }
        names.add(name);
    }

    private static final class Attributes {
        private final Map<String, List<Long>> integers = new HashMap<>();
        private final Map<String, Float> floats = new HashMap<>();
        private final Map<String, String> texts = new HashMap<>();
        private OnnxTensor tensor;

        /** @param attribute an AttributeProto */
        private void add(ProtoReader attribute) {
            String name = "";
            List<Long> numbers = new ArrayList<>();
            Float number = null;
            String text = null;
            while (attribute.next()) {
                switch (attribute.number()) {
                    case Onnx.Attribute.NAME -> name = attribute.text();
                    case Onnx.Attribute.I, Onnx.Attribute.INTS -> attribute.integers(MAX_INTS, numbers);
                    case Onnx.Attribute.F -> number = attribute.float32();
                    case Onnx.Attribute.S -> text = attribute.text();
                    case Onnx.Attribute.T -> tensor = OnnxTensor.read(attribute.message());
                    default -> {
                        // the type, and types that no operator of the family has
                    }
                }
            }
            integers.put(name, numbers);
            if (number != null) {
                floats.put(name, number);
            }
            if (text != null) {
                texts.put(name, text);
            }
        }
    }

    /** For messages: {@code Conv /layer1/conv1}. */
    String shown() {
        return Printable.quote(domain.isEmpty() ? operator : domain + "." + operator) + (name.isEmpty() ? "" : " " + Printable.quote(name));
    }

    boolean is(String wanted) {
        return operator.equals(wanted) && domain.isEmpty();
    }

    String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    String output() {
        return outputs.isEmpty() ? "" : outputs.getFirst();
    }

    /** An attribute of one integer. */
    long integer(String attribute, long byDefault) {
        List<Long> values = integers.getOrDefault(attribute, List.of());
        return values.isEmpty() ? byDefault : values.getFirst();
    }

    /** An attribute of equal integers; -1 if they differ. */
    long uniform(String attribute, long byDefault) {
        List<Long> values = integers.getOrDefault(attribute, List.of());
        if (values.isEmpty()) {
            return byDefault;
        }
        return values.stream().allMatch(values.getFirst()::equals) ? values.getFirst() : -1;
    }

    float number(String attribute, float byDefault) {
        return floats.getOrDefault(attribute, byDefault);
    }
}
