package resnet50.layers;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.junit.jupiter.api.Test;

/** The layers of {@code common} and {@code bench}: each package uses only those below it, as docs/ARCHITECTURE.md lists them. */
class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("resnet50");

    @Test
    void packagesFormNoCycle() {
        slices().matching("resnet50.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void aLayerUsesOnlyLowerLayers() {
        LayeredArchitecture floors = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : new String[] {"core", "text", "page", "environment", "label", "picture", "weights", "onnx", "stage", "preprocess",
            "quantize", "api", "explain", "eval", "cli", "measure", "compare", "jmh", "report", "commands"}) {
            floors = floors.layer(name).definedBy("resnet50." + name + "..");
        }
        floors.whereLayer("commands").mayNotBeAccessedByAnyLayer()
                .whereLayer("report").mayOnlyBeAccessedByLayers("commands")
                .whereLayer("jmh").mayOnlyBeAccessedByLayers("commands")
                .whereLayer("compare").mayOnlyBeAccessedByLayers("report", "commands")
                .whereLayer("measure").mayOnlyBeAccessedByLayers("compare", "jmh", "report", "commands")
                .whereLayer("cli").mayOnlyBeAccessedByLayers("commands")
                .whereLayer("explain").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("eval").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("api").mayOnlyBeAccessedByLayers("explain", "eval", "cli")
                .whereLayer("page").mayOnlyBeAccessedByLayers("explain", "report", "commands")
                .whereLayer("quantize").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("preprocess").mayOnlyBeAccessedByLayers("api", "cli")
                .whereLayer("stage").mayOnlyBeAccessedByLayers("api", "cli", "measure", "compare", "jmh", "commands")
                .whereLayer("onnx").mayOnlyBeAccessedByLayers("weights", "cli")
                .whereLayer("picture").mayOnlyBeAccessedByLayers("preprocess", "api", "explain", "eval", "cli", "commands")
                .whereLayer("label").mayOnlyBeAccessedByLayers("weights", "api", "explain", "eval", "cli", "compare")
                .check(CLASSES);
    }

    /** {@code core} depends on no other package of the project. */
    @Test
    void coreDependsOnNothingElse() {
        noClasses()
                .that(resideInAPackage("resnet50.core.."))
                .should().dependOnClassesThat(resideInAPackage("resnet50..").and(
                        not(resideInAPackage("resnet50.core.."))))
                .check(CLASSES);
    }
}
