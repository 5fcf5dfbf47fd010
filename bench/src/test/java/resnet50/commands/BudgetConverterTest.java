package resnet50.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BudgetConverterTest {
    private final BudgetConverter converter = new BudgetConverter();

    @Test
    void acceptsSecondsAndMinutes() {
        assertEquals(Duration.ofSeconds(60), converter.convert("60"));
        assertEquals(Duration.ofSeconds(90), converter.convert("90s"));
        assertEquals(Duration.ofMinutes(2), converter.convert("2m"));
        assertEquals(Duration.ofDays(1), converter.convert("1440m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0", "0m", "-1", "1.5s", "2h", "86401", "1441m", "99999999999"})
    void refusesOtherTexts(String text) {
        assertThrows(TypeConversionException.class, () -> converter.convert(text));
    }
}
