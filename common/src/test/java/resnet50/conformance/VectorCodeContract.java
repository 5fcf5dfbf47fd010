package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.stage.Engines;
import resnet50.weights.SyntheticWeights;

/**
 * Contract of a stage with vector code: C2's machine code of the convolution's kernel contains FMAs of the requested
 * width.
 */
public abstract class VectorCodeContract {
    /** Number of sums (vector accumulators) of the kernel, each with an FMA. */
    private static final int MIN_FMAS = 8;

    private final String kernel;
    private final int bits;
    private final List<String> options;

    /**
     * @param kernel  the method, as in {@code resnet50.Conv2d::dots}; {@code *} matches any text
     * @param bits    256 or 512
     * @param options JVM options in addition to those of the stage
     */
    protected VectorCodeContract(String kernel, int bits, String... options) {
        this.kernel = kernel;
        this.bits = bits;
        this.options = List.of(options);
    }

    /** An address, then the bytes in groups of two. Comments between are not matched. */
    private static final Pattern CODE_LINE = Pattern.compile("^ +0x[0-9a-f]+: ([0-9a-f| ]+)$", Pattern.MULTILINE);

    /** Runs the network far more often than compilation requires; the test ends the process. */
    static final class Inferences {
        private static final int MOST = 1_000;

        private Inferences() {}

        public static void main(String[] args) {
            Architecture resnet18 = Architecture.named("resnet18").orElseThrow();
            float[] input = SyntheticWeights.input(64);
            float[] logits = new float[resnet18.classes()];
            try (Engine engine =
                    Engines.provider().build(resnet18, new SyntheticWeights(resnet18), EngineOptions.of(64))) {
                for (int i = 0; i < MOST; i++) {
                    engine.run(input, logits);
                }
            }
        }
    }

    @Test
    void c2CompilesTheKernelToVectorFmas() throws IOException, URISyntaxException {
        Assumptions.assumeTrue(System.getProperty("os.arch").equals("amd64"), "the test decodes x86 machine code only");
        Assumptions.assumeTrue(bits <= VectorShape.preferredShape().vectorBitSize(), "JVM vectors too narrow");
        List<String> allOptions =
                new ArrayList<>(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:CompileCommand=print," + kernel));
        allOptions.addAll(options);
        Process process = StageJvm.running(Inferences.class, allOptions)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader printed = process.inputReader(StandardCharsets.ISO_8859_1)) {
            int most = mostFmas(printed);
            assertTrue(most >= MIN_FMAS, most + " FMAs of " + bits + " bits in " + kernel);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Returns the number of FMAs in the first listing of the kernel with enough of them, otherwise the largest number.
     */
    private int mostFmas(BufferedReader printed) throws IOException {
        String name = "\\Q" + kernel.replace("*", "\\E[^\\n]*\\Q") + "\\E";
        Pattern method = Pattern.compile("Compiled method \\(c2\\)[^%\\n]* " + name + " ");
        StringBuilder listing = new StringBuilder();
        int most = 0;
        for (String line = printed.readLine(); line != null && most < MIN_FMAS; line = printed.readLine()) {
            if (method.matcher(line).find()) {
                listing.setLength(0);
                listing.append("[begin]\n");
            } else if (!listing.isEmpty()) {
                listing.append(line).append('\n');
                if (line.contains("[/MachCode]")) {
                    most = Math.max(most, fmas(machineCode(listing.toString())));
                    listing.setLength(0);
                }
            }
        }
        return most;
    }

    private static byte[] machineCode(String listing) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        Matcher line = CODE_LINE.matcher(listing);
        while (line.find()) {
            code.writeBytes(HexFormat.of().parseHex(line.group(1).replaceAll("[| ]", "")));
        }
        return code.toByteArray();
    }

    /** Counts vfmadd132ps, vfmadd213ps and vfmadd231ps (Intel SDM volume 2, chapter 2.3 for VEX, 2.7 for EVEX). */
    private int fmas(byte[] code) {
        int count = 0;
        int length = bits == 512 ? 2 : 1; // L'L
        for (int i = 0; i + 6 < code.length; i++) {
            boolean vex = bits == 256
                    && (code[i] & 0xff) == 0xc4
                    && (code[i + 1] & 0x1f) == 2
                    && (code[i + 2] & 0x87) == 5
                    && isFma(code[i + 3]);
            boolean evex = (code[i] & 0xff) == 0x62
                    && (code[i + 1] & 0x07) == 2
                    && (code[i + 2] & 0x87) == 5
                    && (code[i + 3] >> 5 & 3) == length
                    && isFma(code[i + 4]);
            count += vex || evex ? 1 : 0;
        }
        return count;
    }

    private static boolean isFma(byte opcode) {
        int op = opcode & 0xff;
        return op == 0x98 || op == 0xa8 || op == 0xb8;
    }
}
