package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jar contains a CycloneDX bill of materials that names its libraries. An offline build creates none. */
@Tag(CommandLineIT.ANY_STAGE)
class BillOfMaterialsIT {
    @Test
    void namesTheLibrariesInTheJar() throws Exception {
        assumeFalse("offline true".equals(System.getProperty("maven.mode")), "built offline: no bill");
        try (ZipFile jar = new ZipFile(Jar.FILE.toFile())) {
            ZipEntry entry = jar.getEntry("META-INF/sbom/resnet50.cdx.json");
            JsonNode bill = new JsonMapper().readTree(jar.getInputStream(entry).readAllBytes());
            assertEquals("CycloneDX", bill.get("bomFormat").asText());
            Set<String> names = new TreeSet<>();
            bill.get("components").forEach(component -> names.add(component.get("name").asText()));
            assertTrue(names.containsAll(Set.of("picocli", "jackson-databind", "protobuf-java", "imageio-webp", "jmh-core")), names::toString);
        }
    }
}
