package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.testing.Repository;

/** The structure of resnet50 in {@code model/README.md} and its drawing are those that {@code describe} prints. */
class StructureDocsTest {
    /** Set it to write them instead. */
    private static final String UPDATE = "RESNET50_UPDATE_DOCS";

    private static final String START = "<!-- structure -->\n";
    private static final String END = "<!-- /structure -->\n";
    private static final Architecture RESNET50 = Architecture.named("resnet50").orElseThrow();

    @Test
    void theReadmeHasTheSummary() throws IOException {
        Path readme = Repository.file("model/README.md");
        String text = Files.readString(readme);
        int from = text.indexOf(START) + START.length();
        int to = text.indexOf(END);
        String summary = "```\n" + Structure.of(RESNET50, 224, 1).toText() + "```\n";
        if (System.getenv(UPDATE) != null) {
            Files.writeString(readme, text.substring(0, from) + summary + text.substring(to));
            return;
        }
        assertEquals(summary, text.substring(from, to), "set " + UPDATE + "=1 to write it");
    }

    @Test
    void theDrawingIsUpToDate() throws IOException {
        Path drawing = Repository.file("model/resnet50.svg");
        String svg = new StructureChart(RESNET50, 224).file();
        if (System.getenv(UPDATE) != null) {
            Files.writeString(drawing, svg);
            return;
        }
        assertEquals(svg, Files.readString(drawing), "set " + UPDATE + "=1 to write it");
    }
}
