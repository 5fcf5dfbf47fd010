package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.Parameter;
import resnet50.core.Printable;
import resnet50.core.UserException;

/**
 * Every wrapping and naming of a network's tensors, generated from a pickle of resnet18. The results form the table of
 * {@code docs/WEIGHTS.md}. All tensors are views of one storage that contains 0, 1, 2, ..., each at a different offset,
 * so that the first element identifies the tensor.
 */
class WrappingsTest {
    private static final Architecture RESNET18 = Architecture.named("resnet18").orElseThrow();
    private static final List<Parameter> PARAMETERS = RESNET18.parameters();
    private static final int AVERAGED = 500;
    private static final int OTHER = 1000;
    private static final long STORAGE = 512 * 512 * 9 + 2000;
    private static final Path PAGE = Path.of(System.getProperty("basedir")).getParent().resolve("docs/WEIGHTS.md");
    private static final String BEGIN = "<!-- wrappings -->\n";
    private static final String END = "<!-- /wrappings -->";

    /** A tensor at an offset of the storage. */
    private record View(int offset, List<Long> shape) {}

    /** The result of a call of a function that is not allowed. */
    private record Unknown(String module, String name) {}

    private final StringBuilder table = new StringBuilder("| content of the file | `--ema` | result |\n|---|---|---|\n");

    private static Map<String, Object> network(int base, UnaryOperator<String> naming) {
        Map<String, Object> dict = new LinkedHashMap<>();
        for (int i = 0; i < PARAMETERS.size(); i++) {
            Parameter p = PARAMETERS.get(i);
            dict.put(naming.apply(p.name()), new View(base + i, p.shape()));
        }
        return dict;
    }

    private static Map<String, Object> network(String prefix) {
        return network(0, name -> prefix + name);
    }

    private static Map<String, Object> averaged(String prefix) {
        return network(AVERAGED, name -> prefix + name);
    }

    private static Map<String, Object> dict(Object... keysAndValues) {
        Map<String, Object> dict = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            dict.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return dict;
    }

    @SafeVarargs
    private static Map<String, Object> with(Map<String, Object>... parts) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Map<String, Object> part : parts) {
            all.putAll(part);
        }
        return all;
    }

    private static String huggingFace(String name) {
        String block = name.replaceFirst("^layer(\\d)\\.(\\d+)\\..*", "$1 $2");
        String kind = name.matches(".*(bn\\d|downsample\\.1)\\..*") ? "normalization" : "convolution";
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (name.startsWith("fc.")) {
            return "classifier.1." + last;
        }
        if (!name.startsWith("layer")) {
            return "resnet.embedder.embedder." + kind + "." + last;
        }
        String prefix = "resnet.encoder.stages." + (block.charAt(0) - '1') + ".layers." + block.substring(2) + ".";
        return name.contains("downsample")
                ? prefix + "shortcut." + kind + "." + last
                : prefix + "layer." + (name.replaceFirst(".*(conv|bn)(\\d).*", "$2").charAt(0) - '1') + "." + kind + "." + last;
    }

    private static String quantizationAware(String name) {
        return name.replaceFirst("(^|\\.)bn(\\d)\\.", "$1conv$2.bn.").replace("downsample.1.", "downsample.0.bn.");
    }

    private static String sequential(String name) {
        return name.startsWith("fc.") ? name
                : "backbone." + name.replaceFirst("^conv1\\.", "0.").replaceFirst("^bn1\\.", "1.").replaceFirst("^layer1", "4")
                        .replaceFirst("^layer2", "5").replaceFirst("^layer3", "6").replaceFirst("^layer4", "7");
    }

    private static UnaryOperator<String> head(String module) {
        return name -> name.startsWith("fc.") ? module + name.substring("fc".length()) : name;
    }

    @Test
    void everyWrappingGivesTheDocumentedResult() throws IOException {
        plainWrappings();
        prefixes();
        averages();
        names();
        classifiers();
        neighbors();
        refusals();
        Files.writeString(Path.of("target/WEIGHTS.md"), table);
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        assertEquals(page.substring(begin, page.indexOf(END, begin)), table.toString(), "copy the table from target/WEIGHTS.md");
    }

    private void plainWrappings() {
        accept("the tensors", network(""), 0);
        for (String key : List.of("state_dict", "model", "model_state_dict", "net", "params", "module", "weights", "model_dict")) {
            accept("`" + key + "`: the tensors", dict("epoch", 3, key, network("")), 0);
        }
        accept("`checkpoint`, `model`: the tensors, one dict in another", dict("checkpoint", dict("model", network(""))), 0);
        accept("a list with the tensors and an optimizer's state", List.of(network(""), dict("lr", 1)), 0);
        accept("`model` and `state_dict`: one dict twice", twice(), 0);
    }

    private static Object twice() {
        Map<String, Object> one = network("");
        return dict("model", one, "state_dict", one);
    }

    private void prefixes() {
        for (String prefix : List.of("module.", "_orig_mod.", "model.", "net.", "backbone.", "encoder.", "module._orig_mod.model.",
            "network.0.base_")) {
            accept("all names begin with `" + prefix + "`", network(prefix), 0);
        }
        accept("`state_dict`: names begin with `module.`", dict("state_dict", network("module.")), 0);
        accept("`state_dict`: names begin with `model.`; beside them a `criterion.weight`",
                dict("state_dict", with(network("model."), dict("criterion.weight", new View(0, List.of(9L, 9L))))), 0);
    }

    private void averages() {
        Object timm = dict("state_dict", network(""), "state_dict_ema", averaged(""));
        accept("`state_dict` and `state_dict_ema`", timm, AVERAGED);
        show("the same", timm, Averaged.YES, AVERAGED);
        show("the same", timm, Averaged.NO, 0);
        accept("`model` and `model_ema` of torchvision's references, with `n_averaged`",
                dict("model", network(""), "model_ema", with(dict("n_averaged", new View(0, List.of())), averaged("module."))), AVERAGED);
        show("`state_dict` only", dict("state_dict", network("")), Averaged.YES, 0);
        show("`ema_state_dict` only", dict("ema_state_dict", averaged("")), Averaged.NO, 0);
    }

    private void names() {
        accept("Hugging Face's ResNetForImageClassification", network(0, WrappingsTest::huggingFace), 0);
        accept("mmpretrain's `backbone.*` and `head.fc.*`", network(0, name -> head("head.fc").apply(name.startsWith("fc.") ? name
                : "backbone." + name)), 0);
        accept("torchvision's quantization-aware copy, fused, with its observers",
                with(network(0, WrappingsTest::quantizationAware), dict(
                        "conv1.weight_fake_quant.scale", new View(0, List.of(1L)),
                        "fc.weight_fake_quant.scale", new View(0, List.of(1L)),
                        "layer1.0.add_relu.activation_post_process.min_val", new View(0, List.of()))), 0);
        accept("children in an `nn.Sequential` named `backbone`, with `fc`", network(0, WrappingsTest::sequential), 0);
    }

    private void classifiers() {
        for (String module : List.of("fc.1", "classifier", "head", "last_linear", "head.fc")) {
            accept("the classifier is `" + module + "`", network(0, head(module)), 0);
        }
        Map<String, Object> convolution = network("");
        convolution.put("fc.weight", new View(PARAMETERS.size() - 2, List.of(1000L, 512L, 1L, 1L)));
        accept("the classifier is a 1×1 convolution", convolution, 0);
        Map<String, Object> none = network("");
        none.keySet().removeIf(name -> name.startsWith("fc."));
        show("no classifier", none, Averaged.PREFERRED, 0);
        show("the classifier has two layers", with(none, dict("fc.0.weight", new View(0, List.of(99L, 512L)), "fc.2.weight",
                new View(0, List.of(9L, 99L)))), Averaged.PREFERRED, 0);
    }

    private void neighbors() {
        for (Unknown unknown : List.of(new Unknown("argparse", "Namespace"), new Unknown("collections", "Counter"),
            new Unknown("numpy.core.multiarray", "scalar"), new Unknown("torch", "device"), new Unknown("pathlib", "PosixPath"))) {
            accept("`state_dict`; beside it a `" + unknown.module + "." + unknown.name + "`",
                    dict("state_dict", network(""), "other", unknown), 0);
        }
        accept("`state_dict`; beside it an optimizer's tensors",
                dict("state_dict", network(""), "optimizer", dict("state", dict("exp_avg", new View(0, List.of(9L))))), 0);
        Map<String, Object> quantized = network("");
        quantized.put("conv1.weight", new Unknown("torch._utils", "_rebuild_qtensor"));
        show("`conv1.weight` is a quantized tensor", quantized, Averaged.PREFERRED, 0);
    }

    private void refusals() {
        show("two networks, `encoder_q` and `encoder_k`",
                with(network("encoder_q."), network(OTHER, name -> "encoder_k." + name)), Averaged.PREFERRED, 0);
        show("a whole module", new Unknown("torchvision.models.resnet", "ResNet"), Averaged.PREFERRED, 0);
        show("`model`: a whole module", dict("model", new Unknown("torchvision.models.resnet", "ResNet")), Averaged.PREFERRED, 0);
        show("a call of `os.system` beside a tensor", dict("w", new View(0, List.of(1L)), "x", new Unknown("posix", "system")),
                Averaged.PREFERRED, 0);
        show("VGG", dict("features.0.weight", new View(0, List.of(64L, 3L, 3L, 3L))), Averaged.PREFERRED, 0);
        show("a vision transformer", dict("cls_token", new View(0, List.of(1L, 1L, 768L))), Averaged.PREFERRED, 0);
        show("resnet18 with squeeze-and-excitation", with(network(""), dict("layer1.0.se.fc1.weight",
                new View(0, List.of(9L, 64L)))), Averaged.PREFERRED, 0);
        show("a number", 3, Averaged.PREFERRED, 0);
    }

    private void accept(String content, Object root, int base) {
        String result = show(content, root, Averaged.PREFERRED, base);
        assertEquals("resnet18", result.substring(0, Math.min(8, result.length())), result);
    }

    /** Adds a row. If the network is accepted, asserts that every name has the right tensor. */
    private String show(String content, Object root, Averaged wanted, int base) {
        PickleBuilder pickle = new PickleBuilder();
        write(pickle, root);
        ByteBuffer ramp = ByteBuffer.allocate((int) STORAGE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < STORAGE; i++) {
            ramp.putFloat(i);
        }
        byte[] zip = new ZipBuilder(false).add("a/data.pkl", pickle.stop()).add("a/data/0", ramp.array()).build();
        String result;
        try (StoredWeights weights = WeightsFiles.open(InputFile.of("FILE", zip), wanted)) {
            Architecture architecture = ArchitectureRecognizer.recognize(weights);
            WeightsCheck.check(weights, architecture);
            for (int i = 0; i < PARAMETERS.size(); i++) {
                String name = PARAMETERS.get(i).name();
                assertEquals(base + i, weights.floats(name, 0, 1, null)[0], content + ": " + name);
            }
            result = architecture.name() + (weights.notes().isEmpty() ? "" : "; " + String.join("; ", weights.notes()));
        } catch (UserException e) {
            result = "65, `" + Printable.text(e.getMessage()) + "`";
        }
        String ema = wanted == Averaged.PREFERRED ? "" : wanted.name().toLowerCase(Locale.ROOT);
        table.append("| ").append(content).append(" | ").append(ema).append(" | ").append(result).append(" |\n");
        return result;
    }

    private static void write(PickleBuilder pickle, Object value) {
        switch (value) {
            case Map<?, ?> dict -> {
                pickle.ops("}");
                dict.forEach((key, item) -> {
                    pickle.text((String) key);
                    write(pickle, item);
                    pickle.ops("s");
                });
            }
            case List<?> list -> {
                pickle.ops("](");
                list.forEach(item -> write(pickle, item));
                pickle.ops("e");
            }
            case View(int offset, List<Long> shape) -> {
                long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
                long[] strides = new long[sizes.length];
                long step = 1;
                for (int d = sizes.length - 1; d >= 0; d--) {
                    strides[d] = step;
                    step *= sizes[d];
                }
                pickle.tensor(STORAGE, offset, sizes, strides);
            }
            case Unknown(String module, String name) -> pickle.global(module, name).ops("(").text("touch pickle-was-executed").ops("tR");
            default -> pickle.integer((Integer) value);
        }
    }
}
