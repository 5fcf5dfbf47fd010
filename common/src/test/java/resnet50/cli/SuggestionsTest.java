package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {
    private static final List<String> NAMES = List.of("bench", "compare", "eval", "weights", "--format", "--features", "-k");

    @ParameterizedTest
    @CsvSource({"benhc, bench", "comprae, compare", "evla, eval", "weigths, weights", "--frmat, --format", "--feature, --features"})
    void suggestsTheNearestName(String typed, String expected) {
        assertEquals(Optional.of(expected), Suggestions.nearest(typed, NAMES));
    }

    @ParameterizedTest
    @CsvSource({"cat", "pics", "level", "--nonsense", "x"})
    void suggestsNothingForOtherWords(String typed) {
        assertEquals(Optional.empty(), Suggestions.nearest(typed, NAMES));
    }

    @Test
    void distanceCountsATranspositionOnce() {
        assertEquals(1, Suggestions.distance("benhc", "bench"));
        assertEquals(0, Suggestions.distance("", ""));
        assertEquals(3, Suggestions.distance("abc", ""));
        assertEquals(3, Suggestions.distance("kitten", "sitting"));
    }
}
