package resnet50.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Protocol Buffers message, parsed into fields by number. A message with a wrong length does not parse. */
final class ParsedMessage {
    private final Map<Integer, List<Object>> fields = new TreeMap<>();

    private ParsedMessage() {}

    static ParsedMessage of(byte[] bytes) {
        ParsedMessage message = new ParsedMessage();
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                Object value = switch (WireFormat.getTagWireType(tag)) {
                    case WireFormat.WIRETYPE_VARINT -> in.readInt64();
                    case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
                    case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readByteArray();
                    default -> throw new AssertionError("tag " + tag);
                };
                message.fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), _ -> new ArrayList<>()).add(value);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return message;
    }

    /** Returns the only value of a field. */
    Object one(int number) {
        List<Object> values = fields.getOrDefault(number, List.of());
        if (values.size() != 1) {
            throw new AssertionError(values.size() + " values of field " + number);
        }
        return values.getFirst();
    }

    String text(int number) {
        return string(one(number));
    }

    byte[] bytes(int number) {
        return (byte[]) one(number);
    }

    ParsedMessage message(int number) {
        return of(bytes(number));
    }

    List<Object> numbers(int number) {
        return fields.getOrDefault(number, List.of());
    }

    List<String> texts(int number) {
        return numbers(number).stream().map(ParsedMessage::string).toList();
    }

    List<ParsedMessage> messages(int number) {
        return numbers(number).stream().map(value -> of((byte[]) value)).toList();
    }

    private static String string(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
