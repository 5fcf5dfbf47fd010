package resnet50.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.Simd;
import resnet50.kernels.ConvTile;
import resnet50.kernels.Rows;
import resnet50.testing.Repository;

/** The sample in docs/KERNELS.md equals the generator's output; {@code scripts/kernel-sample.sh} updates it. */
class KernelSampleTest {
    private static final String BEGIN = "<!-- sample -->\n```\n";
    private static final String END = "```\n<!-- /sample -->";

    @TempDir
    Path folder;

    @Test
    void theDocumentedSampleEqualsTheGeneratorsOutput() throws IOException {
        assumeTrue(Simd.BITS == 256, "the sample has vectors of 256 bits");
        Path document = Repository.file("docs/KERNELS.md");
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String sample = disassembled(apiCalls(new ConvTile(2, 1, Rows.one(8), Rows.one(8), 1, true)));
        if ("1".equals(System.getenv("RESNET50_UPDATE_DOCS"))) {
            Files.writeString(document, text.substring(0, begin) + sample + text.substring(end));
        } else {
            assertEquals(sample, text.substring(begin, end), "run scripts/kernel-sample.sh");
        }
    }

    /** Returns the class file with Vector API calls, which are easier to read than intrinsics. */
    private static byte[] apiCalls(ConvTile tile) {
        String before = System.setProperty(VectorCalls.PROPERTY, "false");
        try {
            return KernelClass.write(tile).classFile();
        } finally {
            if (before == null) {
                System.clearProperty(VectorCalls.PROPERTY);
            } else {
                System.setProperty(VectorCalls.PROPERTY, before);
            }
        }
    }

    /**
     * Returns the kernel's method as printed by {@code javap -c}, without constant indexes, packages and descriptors.
     */
    private String disassembled(byte[] classFile) throws IOException {
        Path file = Files.write(folder.resolve("Sample.class"), classFile);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        assertEquals(0, ToolProvider.findFirst("javap").orElseThrow().run(writer, writer, "-c", file.toString()));
        String text = out.toString();
        String method = text.substring(text.indexOf("public int run("), text.lastIndexOf('}'));
        return method
                .replaceAll("#\\d+(,\\s*\\d+)?\\s+// ", "")
                .replaceAll("(?m)^ {4,6}", "")
                .replaceAll("(?m)(Method|Field) (\\w+/)*(\\w+\\.\\w+):.*$", "$1 $3")
                .strip() + "\n";
    }
}
