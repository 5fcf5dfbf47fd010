package resnet50.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import resnet50.core.Printable;

/**
 * Finds the networks of the family among a file's tensors, whatever dicts and prefixes are around them, and chooses
 * one. A network is found by the names of its first convolution and its first block, which have the same prefix. The
 * remaining tensors with the prefix belong to it, and so does one classifier.
 *
 * @param <T> the tensor as the format's reader knows it
 */
final class NetworkNames<T> {
    private static final String CLASSIFIER = "fc";
    private static final String SAVE_ONE =
            "save one of them in Python: torch.save(model.NAME.state_dict(), \"weights.pth\")";
    private static final Set<String> AVERAGES = Set.of("ema", "swa", "averaged");
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");
    private static final int MAX_SHOWN = 4;
    /** Exceeds every ensemble; each network costs a pass over all names. */
    private static final int MAX_NETWORKS = 64;

    /**
     * A network in the file.
     *
     * @param prefix of the names of its trunk, dicts included
     * @param head   full name of the classifier's weight; null if there is none
     * @param values by torchvision's names
     */
    record Found<T>(NameScheme scheme, String prefix, String head, Map<String, NamedValue<T>> values) {
        /** Returns notes about the choice; empty for torchvision's names without a prefix. */
        List<String> notes() {
            List<String> notes = new ArrayList<>();
            if (isAveraged(prefix)) {
                notes.add("averaged weights, " + Printable.quote(prefix));
            }
            if (scheme != NameScheme.TORCHVISION) {
                notes.add(scheme.owner() + " names");
            }
            if (head != null && !lastModule(head).equals(CLASSIFIER)) {
                notes.add("classifier " + Printable.quote(head));
            }
            return notes;
        }
    }

    private final Map<String, NamedValue<T>> all = new LinkedHashMap<>();

    NetworkNames(List<NamedValue<T>> values) {
        for (NamedValue<T> value : values) {
            all.putIfAbsent(value.fullName(), value);
        }
    }

    /**
     * Returns the network to use; empty if the file has no network of the family.
     *
     * @throws Malformed if there are several networks that neither {@code wanted} nor a classifier distinguishes, or no
     *         network matches {@code wanted}
     */
    Optional<Found<T>> network(Averaged wanted) {
        for (NameScheme scheme : NameScheme.values()) {
            List<Found<T>> found = networks(scheme);
            if (!found.isEmpty()) {
                return Optional.of(choose(found, wanted));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the dict with the most tensors, under its own names; prefixes of wrappers that all names share are
     * removed.
     */
    Map<String, NamedValue<T>> largestDict() {
        Map<String, List<NamedValue<T>>> dicts = all.values().stream()
                .collect(Collectors.groupingBy(NamedValue::path, LinkedHashMap::new, Collectors.toList()));
        List<NamedValue<T>> largest = dicts.values().stream()
                .max(Comparator.comparingLong(dict -> dict.stream().filter(NamedValue::isTensor).count()))
                .orElse(List.of());
        int cut = 0;
        for (boolean again = true; again;) {
            int start = cut;
            again = false;
            for (String wrapper : WRAPPERS) {
                if (!largest.isEmpty() && largest.stream().allMatch(v -> v.name().startsWith(wrapper, start))) {
                    cut = start + wrapper.length();
                    again = true;
                    break;
                }
            }
        }
        Map<String, NamedValue<T>> named = new LinkedHashMap<>();
        for (NamedValue<T> value : largest) {
            named.put(value.name().substring(cut), value);
        }
        return named;
    }

    private List<Found<T>> networks(NameScheme scheme) {
        List<Found<T>> found = new ArrayList<>();
        for (NamedValue<T> value : all.values()) {
            String name = value.fullName();
            int length = name.length() - scheme.stem().length();
            if (name.endsWith(scheme.stem())) {
                String prefix = name.substring(0, length);
                if (all.containsKey(prefix + scheme.block())) {
                    if (found.size() == MAX_NETWORKS) {
                        throw new Malformed("has more than " + MAX_NETWORKS + " networks, " + prefixes(found), SAVE_ONE);
                    }
                    found.add(network(scheme, prefix, value.path()));
                }
            }
        }
        return found;
    }

    /**
     * @param path path of the dict with the first convolution; its unknown tensors are kept, so that the check of the
     *             network reports them
     */
    private Found<T> network(NameScheme scheme, String prefix, String path) {
        Map<String, NamedValue<T>> values = new LinkedHashMap<>();
        Map<String, NamedValue<T>> others = new LinkedHashMap<>();
        String head = head(scheme, prefix);
        String headModule = head == null ? null : head.substring(0, head.length() - "weight".length());
        for (NamedValue<T> value : all.values()) {
            String full = value.fullName();
            if (NameScheme.isObserver(full)) {
                continue;
            }
            if (headModule != null && full.startsWith(headModule)) {
                values.put(CLASSIFIER + "." + full.substring(headModule.length()), value);
                continue;
            }
            if (!full.startsWith(prefix)) {
                continue;
            }
            String name = full.substring(prefix.length());
            String torchvision = scheme.torchvision(name);
            if (torchvision != null) {
                values.put(torchvision, value);
            } else if (value.path().equals(path) && value.isTensor() && !value.isScalar()) {
                others.put(name, value);
            }
        }
        for (Map.Entry<String, NamedValue<T>> other : others.entrySet()) {
            values.putIfAbsent(other.getKey(), other.getValue());
        }
        return new Found<>(scheme, prefix, head, values);
    }

    /**
     * Returns the full name of the classifier's weight: {@code fc.weight} beside the trunk, otherwise the only matrix
     * outside the trunk with a classifier's name. Null if there is none or several.
     */
    private String head(NameScheme scheme, String prefix) {
        String usual = prefix + CLASSIFIER + ".weight";
        NamedValue<T> value = all.get(usual);
        if (value != null) {
            return usual;
        }
        List<String> heads = all.values().stream()
                .filter(v -> isMatrix(v.shape()) && v.name().endsWith("weight"))
                .map(NamedValue::fullName)
                .filter(name -> name.startsWith(prefix)
                        ? scheme.torchvision(name.substring(prefix.length())) == null
                        : isOfSameModel(name, prefix))
                .filter(name -> isHead(name, prefix, scheme))
                .toList();
        return heads.size() == 1 ? heads.getFirst() : null;
    }

    /** Returns whether the shape is that of a matrix or a 1×1 convolution. */
    private static boolean isMatrix(List<Long> shape) {
        return shape != null && (shape.size() == 2 || (shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1));
    }

    /**
     * Returns whether a tensor outside the trunk belongs to the same model. {@code model.backbone.} and
     * {@code model.head.fc.weight} share all but the last module of the trunk's prefix.
     */
    private static boolean isOfSameModel(String name, String prefix) {
        int end = prefix.lastIndexOf('.', prefix.length() - 2);
        return name.startsWith(prefix.substring(0, end + 1));
    }

    /**
     * Returns whether the name is a classifier's: {@code fc}, {@code head}, {@code classifier}, ..., alone or with a
     * number or {@code fc}.
     */
    private static boolean isHead(String name, String prefix, NameScheme scheme) {
        String module = name.startsWith(prefix) ? name.substring(prefix.length()) : name.substring(prefix.lastIndexOf('.', prefix.length() - 2) + 1);
        if (scheme == NameScheme.SEQUENTIAL && module.matches("\\d+\\.weight")) {
            return true;
        }
        return module.matches("(fc|classifier|head|cls_head|linear|last_linear|logits|output)(\\.(\\d+|fc|linear|out))?\\.weight");
    }

    private static String lastModule(String weight) {
        String module = weight.substring(0, weight.length() - ".weight".length());
        return module.substring(module.lastIndexOf('.') + 1);
    }

    private static boolean isAveraged(String prefix) {
        if (prefix.isEmpty()) {
            return false; // avoids the cost of loading regular expressions
        }
        for (String word : prefix.toLowerCase(Locale.ROOT).split("[._]", -1)) {
            if (AVERAGES.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private Found<T> choose(List<Found<T>> found, Averaged wanted) {
        if (found.size() == 1 && wanted == Averaged.PREFERRED) {
            return found.getFirst();
        }
        List<Found<T>> averaged = found.stream().filter(f -> isAveraged(f.prefix())).toList();
        List<Found<T>> raw = found.stream().filter(f -> !isAveraged(f.prefix())).toList();
        List<Found<T>> left = switch (wanted) {
            case PREFERRED -> averaged.isEmpty() ? raw : averaged;
            case YES -> averaged;
            case NO -> raw;
        };
        if (left.isEmpty()) {
            throw wanted == Averaged.YES
                    ? new Malformed(Averaged.NONE, Averaged.LEAVE_OUT)
                    : new Malformed("has averaged weights only, " + prefixes(found), "leave out --ema no");
        }
        List<Found<T>> different = new ArrayList<>(distinct(left));
        if (different.size() > 1 && different.stream().anyMatch(f -> f.head() != null)) {
            different.removeIf(f -> f.head() == null);
        }
        if (different.size() > 1) {
            throw new Malformed("has " + different.size() + " networks, " + prefixes(different), SAVE_ONE);
        }
        return different.getFirst();
    }

    /** Removes networks that share their first convolution: they are one dict under two keys. */
    private List<Found<T>> distinct(List<Found<T>> found) {
        Map<T, Found<T>> byStem = new HashMap<>();
        List<Found<T>> distinct = new ArrayList<>();
        for (Found<T> f : found) {
            if (byStem.putIfAbsent(all.get(f.prefix() + f.scheme().stem()).value(), f) == null) {
                distinct.add(f);
            }
        }
        return distinct;
    }

    private static <T> String prefixes(List<Found<T>> found) {
        String shown = found.stream().limit(MAX_SHOWN).map(f -> Printable.quote(f.prefix() + "*")).collect(Collectors.joining(", "));
        return found.size() > MAX_SHOWN ? shown + ", ..." : shown;
    }
}
