package resnet50.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.api.Printable;

/**
 * The table of contents of a safetensors file: a header's length, the header in JSON, the tensors' bytes. See
 * <a href="https://huggingface.co/docs/safetensors">the format</a>; the checks are those of its reference implementation.
 */
final class SafetensorsFile {
    /** The header's length comes first, as an unsigned 64-bit number. */
    static final int LENGTH_BYTES = 8;

    /** The format's own limit. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final String METADATA = "__metadata__";

    /** Number formats that are no {@link DType}, and the size of an element: the sizes of their tensors are checked too. */
    private static final Map<String, Integer> OTHER_SIZES = Map.of("BOOL", 1, "U32", 4, "U64", 8, "C64", 8);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNameLength(1_000)
                    .maxStringLength(1_000_000)
                    .maxNumberLength(20)
                    .maxDocumentLength(MAX_HEADER_BYTES)
                    .maxTokenCount(10_000_000)
                    .build())
            .build();

    /**
     * The table of contents.
     *
     * @param metadata the header's {@code __metadata__}; empty if there is none
     * @param tensors  in the header's order
     */
    record Contents(Map<String, String> metadata, List<StoredTensor> tensors) {}

    /** What the header says of one tensor; offsets count from the end of the header. */
    private record Entry(String name, String dtype, List<Long> shape, long begin, long end) {}

    private SafetensorsFile() {}

    /** @throws Malformed if the file is not as the format wants it */
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
            tensors.add(StoredTensor.contiguous(new TensorInfo(e.name, e.dtype, e.shape), dataStart + e.begin));
        }
        return new Contents(metadata, tensors);
    }

    /** @param metadata receives the header's {@code __metadata__} */
    private static List<Entry> parse(String header, Map<String, String> metadata) {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser json = JSON.createParser(header)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals(METADATA)) {
                    readMetadata(json, metadata);
                } else {
                    entries.add(entry(json, name));
                }
            }
            if (json.nextToken() != null) {
                throw new Malformed("has something after its safetensors header's closing brace");
            }
        } catch (JsonProcessingException e) {
            throw new Malformed("has a bad safetensors header: " + Printable.quote(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string does not fail to be read
        }
        return entries;
    }

    private static void readMetadata(JsonParser json, Map<String, String> metadata) throws IOException {
        require(json, JsonToken.START_OBJECT, METADATA);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            require(json, JsonToken.VALUE_STRING, METADATA);
            metadata.put(key, json.getText());
        }
    }

    private static Entry entry(JsonParser json, String name) throws IOException {
        require(json, JsonToken.START_OBJECT, name);
        String dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "dtype" -> {
                    require(json, JsonToken.VALUE_STRING, name);
                    dtype = json.getText();
                }
                case "shape" -> shape = numbers(json, name, StoredTensor.MAX_DIMENSIONS);
                case "data_offsets" -> offsets = numbers(json, name, 2);
                default -> json.skipChildren(); // as the reference implementation does
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new Malformed("lacks dtype, shape or two data_offsets in the safetensors header for " + Printable.quote(name));
        }
        return new Entry(name, dtype, shape, offsets.getFirst(), offsets.getLast());
    }

    private static List<Long> numbers(JsonParser json, String name, int max) throws IOException {
        require(json, JsonToken.START_ARRAY, name);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json, JsonToken.VALUE_NUMBER_INT, name);
            long number = json.getLongValue();
            if (number < 0 || numbers.size() == max) {
                throw new Malformed("has a negative or superfluous number in the safetensors header for "
                        + Printable.quote(name));
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static void require(JsonParser json, JsonToken wanted, String name) throws IOException {
        if (json.currentToken() != wanted) {
            throw new Malformed("has the wrong type of value in the safetensors header for " + Printable.quote(name) + ": "
                    + json.currentToken());
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
            return; // refused by name when it is asked for
        }
        // dividing cannot overflow as multiplying could
        long bytes = e.end - e.begin;
        if (bytes % size != 0 || bytes / size != elements) {
            throw new Malformed("tensor " + Printable.quote(e.name) + " of shape " + e.shape + " and type " + e.dtype
                    + " has " + bytes
                    + " bytes");
        }
    }
}
