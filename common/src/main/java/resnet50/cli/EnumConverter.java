package resnet50.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import resnet50.core.Int8Target;
import resnet50.onnx.Int8Form;
import resnet50.picture.Exif;
import resnet50.picture.Interpolation;
import resnet50.picture.Nv12;
import resnet50.picture.Preprocessor;
import resnet50.quantize.RangeMethod;

/** Converts the value of an option, in any case; its error lists the values as the user types them. */
record EnumConverter<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
    /** Registers the enums of this module's options with a command and its subcommands. */
    static void addTo(CommandLine commandLine) {
        add(commandLine, ResultWriter.Format.class);
        add(commandLine, Preprocessor.Mode.class);
        add(commandLine, Interpolation.class);
        add(commandLine, Exif.class);
        add(commandLine, PictureOptions.InputFormat.class);
        add(commandLine, Nv12.Range.class);
        add(commandLine, RangeMethod.class);
        add(commandLine, Int8Target.class);
        add(commandLine, Int8Form.class);
    }

    private static <E extends Enum<E>> void add(CommandLine commandLine, Class<E> type) {
        commandLine.registerConverter(type, new EnumConverter<>(type));
    }

    @Override
    public E convert(String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + names()));
    }

    private String names() {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
