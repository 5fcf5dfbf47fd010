package resnet50.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final String COMPILED = "mixed mode, sharing";

    @Test
    void describesTheCurrentMachine() {
        Environment here = Environment.current();
        assertFalse(here.cpu().isBlank());
        assertEquals(Runtime.getRuntime().availableProcessors(), here.cores());
        assertTrue(here.memoryBytes() > 0);
        assertEquals(Runtime.getRuntime().maxMemory(), here.maxHeapBytes());
        assertTrue(here.jvmVersion().startsWith(Integer.toString(Runtime.version().feature())), here.jvmVersion());
        assertFalse(here.gc().equals(Environment.UNKNOWN));
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        assertEquals(module, here.vectorBits() > 0);
        assertEquals(!module, here.warnings().toString().contains("jdk.incubator.vector is missing"));
    }

    @Test
    void readsTheProcessorOnLinux() {
        CpuInfo intel = CpuInfo.ofLinux(List.of(
                "processor\t: 0", "model\t\t: 85", "model name\t: Intel(R) Xeon(R) CPU @ 2.50GHz", "",
                "processor\t: 1", "model\t\t: 85", "model name\t: Intel(R) Xeon(R) CPU @ 2.50GHz"));
        assertEquals(new CpuInfo("Intel(R) Xeon(R) CPU @ 2.50GHz", 2), intel);
        CpuInfo arm = CpuInfo.ofLinux(List.of("processor\t: 0", "CPU implementer\t: 0x41"));
        assertEquals(new CpuInfo(System.getProperty("os.arch"), 1), arm);
    }

    @Test
    void warnsOfNothingByDefault() {
        assertEquals(List.of(), VectorModule.warnings(256, COMPILED, flags(Map.of())));
        Map<String, String> defaults = Map.of("EnableVectorSupport", "true", "UseCompiler", "true", "TieredStopAtLevel", "4");
        assertEquals(List.of(), VectorModule.warnings(512, COMPILED, flags(defaults)));
    }

    @Test
    void warnsOfSlowVectorCode() {
        assertWarning("jdk.incubator.vector is missing", 0, COMPILED, Map.of());
        assertWarning("plain Java", 256, COMPILED, Map.of("EnableVectorSupport", "false"));
        assertWarning("interpreted", 256, "interpreted mode, sharing", Map.of());
        assertWarning("interpreted", 256, COMPILED, Map.of("UseCompiler", "false"));
        assertWarning("C2 is disabled", 256, "mixed mode, emulated-client", Map.of("TieredStopAtLevel", "1"));
    }

    @Test
    void namesTheGarbageCollector() {
        assertEquals("Serial", flags(Map.of("UseG1GC", "false", "UseSerialGC", "true")).gc());
        assertEquals(Environment.UNKNOWN, flags(Map.of()).gc());
    }

    private static void assertWarning(String words, int vectorBits, String mode, Map<String, String> flags) {
        List<String> warnings = VectorModule.warnings(vectorBits, mode, flags(flags));
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().contains(words), warnings.toString());
    }

    private static HotSpot flags(Map<String, String> flags) {
        return new HotSpot(name -> Optional.ofNullable(flags.get(name)), 0);
    }
}
