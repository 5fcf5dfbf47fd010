package resnet50.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;

/**
 * The table of contents of a safetensors file, which consists of the header's length, a JSON header, and the tensors'
 * bytes. See <a href="https://huggingface.co/docs/safetensors">the format</a>; the checks are those of its reference
 * implementation.
 */
final class SafetensorsFile {
    /** Size of the header's length, an unsigned 64-bit number at the start of the file. */
    static final int LENGTH_BYTES = 8;

    /** Maximum header size of the format. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final String METADATA = "__metadata__";

    /** Element sizes of the number formats that are not a {@link DType}; the sizes of their tensors are checked too. */
    private static final Map<String, Integer> OTHER_SIZES = Map.of("U32", 4, "U64", 8);

    /**
     * The table of contents.
     *
     * @param metadata the header's {@code __metadata__}; empty if there is none
     * @param tensors  in the header's order
     */
    record Contents(Map<String, String> metadata, List<StoredTensor> tensors) {}

    /** A tensor's entry in the header; offsets count from the end of the header. */
    private record Entry(String name, String dtype, List<Long> shape, long begin, long end) {}

    private SafetensorsFile() {}

    /** @throws Malformed if the file violates the format */
    static Contents read(FileBytes file) {
        if (file.size() < LENGTH_BYTES) {
            throw new Malformed("is too short for safetensors: " + file.size() + " bytes");
        }
        long headerBytes = LittleEndian.i64(file, 0);
        if (Long.compareUnsigned(headerBytes, MAX_HEADER_BYTES) > 0) {
            throw new Malformed("claims a safetensors header of " + Long.toUnsignedString(headerBytes)
                    + " bytes, more than allowed");
        }
        long dataStart = LENGTH_BYTES + headerBytes;
        if (dataStart > file.size()) {
            throw new Malformed("claims a safetensors header of " + headerBytes + " bytes but has only " + file.size()
                    + " in all");
        }
        if (headerBytes == 0 || LittleEndian.u8(file, LENGTH_BYTES) != '{') {
            throw new Malformed("has a safetensors header that does not begin with {");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = parse(LittleEndian.utf8(file, LENGTH_BYTES, headerBytes, "the safetensors header"), metadata);
        requireNoHoles(entries, file.size() - dataStart);
        List<StoredTensor> tensors = new ArrayList<>();
        for (Entry e : entries) {
            requireSize(e);
            tensors.add(StoredTensor.contiguous(new TensorInfo(e.name, e.dtype, e.shape), file, dataStart + e.begin));
        }
        return new Contents(metadata, tensors);
    }

    /** @param metadata receives the header's {@code __metadata__} */
    private static List<Entry> parse(String header, Map<String, String> metadata) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonText json = new JsonText(header);
        json.require('{');
        if (!json.take('}')) {
            do {
                String name = json.name(names);
                if (name.equals(METADATA)) {
                    readMetadata(json, metadata);
                } else {
                    entries.add(entry(json, name));
                }
            } while (json.more('}'));
        }
        if (json.peek() != 0) {
            throw json.bad("something after its safetensors header's closing brace");
        }
        return entries;
    }

    private static void readMetadata(JsonText json, Map<String, String> metadata) {
        requireType(json, json.peek() == '{', METADATA);
        json.require('{');
        if (json.take('}')) {
            return;
        }
        Set<String> names = new HashSet<>();
        do {
            String name = json.name(names);
            requireType(json, json.peek() == '"', METADATA);
            metadata.put(name, json.string());
        } while (json.more('}'));
    }

    private static Entry entry(JsonText json, String name) {
        requireType(json, json.peek() == '{', name);
        json.require('{');
        String dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        if (!json.take('}')) {
            Set<String> names = new HashSet<>();
            do {
                switch (json.name(names)) {
                    case "dtype" -> {
                        requireType(json, json.peek() == '"', name);
                        dtype = json.string();
                    }
                    case "shape" -> shape = numbers(json, name, StoredTensor.MAX_DIMENSIONS);
                    case "data_offsets" -> offsets = numbers(json, name, 2);
                    default -> json.skip(2); // matches the reference implementation
                }
            } while (json.more('}'));
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new Malformed("lacks dtype, shape or two data_offsets in the safetensors header for " + Printable.quote(name));
        }
        return new Entry(name, dtype, shape, offsets.getFirst(), offsets.getLast());
    }

    private static List<Long> numbers(JsonText json, String name, int max) {
        requireType(json, json.peek() == '[', name);
        json.require('[');
        List<Long> numbers = new ArrayList<>();
        if (json.take(']')) {
            return numbers;
        }
        do {
            requireType(json, json.isInteger(), name);
            long number = json.integer();
            if (number < 0 || numbers.size() == max) {
                throw new Malformed("has a negative or superfluous number in the safetensors header for "
                        + Printable.quote(name));
            }
            numbers.add(number);
        } while (json.more(']'));
        return numbers;
    }

    private static void requireType(JsonText json, boolean good, String name) {
        if (!good && json.peek() != 0) {
            throw new Malformed("has the wrong type of value in the safetensors header for " + Printable.quote(name)
                    + ": it starts with " + Printable.quote(String.valueOf(json.peek())));
        }
    }

    private static void requireNoHoles(List<Entry> entries, long dataBytes) {
        long position = 0;
        for (Entry e : entries.stream().sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)).toList()) {
            if (e.begin != position) {
                String what = e.begin > position ? "leaves a hole before" : "overlaps another tensor with";
                throw new Malformed(what + " tensor " + Printable.quote(e.name) + ", which begins at " + e.begin + ", not "
                        + position);
            }
            if (e.end < e.begin) {
                throw new Malformed("lets tensor " + Printable.quote(e.name) + " end before it begins");
            }
            position = e.end;
        }
        if (position != dataBytes) {
            throw new Malformed("has " + dataBytes + " bytes of tensors where its header says " + position);
        }
    }

    private static void requireSize(Entry e) {
        long elements = StoredTensor.elements(e.name, e.shape);
        Integer size = DType.named(e.dtype).map(DType::bytes).orElse(OTHER_SIZES.get(e.dtype));
        if (size == null) {
            return; // refused by name when it is read
        }
        // a division cannot overflow, a multiplication could
        long bytes = e.end - e.begin;
        if (bytes % size != 0 || bytes / size != elements) {
            throw new Malformed("tensor " + Printable.quote(e.name) + " of shape " + e.shape + " and type " + e.dtype
                    + " has " + bytes
                    + " bytes");
        }
    }
}
