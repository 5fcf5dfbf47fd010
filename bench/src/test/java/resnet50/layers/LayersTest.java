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

/** The floors of {@code common} and {@code bench}: each package uses only those below it. docs/ARCHITECTURE.md draws them. */
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
    void eachFloorUsesOnlyThoseBelow() {
        LayeredArchitecture floors = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : new String[] {"core", "text", "environment", "label", "picture", "weights", "onnx", "stage", "preprocess",
            "quantize", "api", "eval", "cli", "measure", "compare", "jmh", "report", "commands"}) {
            floors = floors.layer(name).definedBy("resnet50." + name + "..");
        }
        floors.whereLayer("commands").mayNotBeAccessedByAnyLayer()
                .whereLayer("report").mayOnlyBeAccessedByLayers("commands")
                .whereLayer("jmh").mayOnlyBeAccessedByLayers("commands")
                .whereLayer("compare").mayOnlyBeAccessedByLayers("report", "commands")
                .whereLayer("measure").mayOnlyBeAccessedByLayers("compare", "jmh", "report", "commands")
                .whereLayer("cli").mayOnlyBeAccessedByLayers("commands")
                .whereLayer("eval").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("api").mayOnlyBeAccessedByLayers("eval", "cli")
                .whereLayer("quantize").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("preprocess").mayOnlyBeAccessedByLayers("api", "cli")
                .whereLayer("stage").mayOnlyBeAccessedByLayers("api", "cli", "measure", "compare", "jmh", "commands")
                .whereLayer("onnx").mayOnlyBeAccessedByLayers("weights", "cli")
                .whereLayer("picture").mayOnlyBeAccessedByLayers("preprocess", "api", "eval", "cli", "commands")
                .whereLayer("label").mayOnlyBeAccessedByLayers("api", "eval", "cli", "compare")
                .check(CLASSES);
    }

    /** {@code common} does not know that there is something that measures it. */
    @Test
    void coreUsesNothingAboveIt() {
        noClasses()
                .that(resideInAPackage("resnet50.core.."))
                .should().dependOnClassesThat(resideInAPackage("resnet50..").and(
                        not(resideInAPackage("resnet50.core.."))))
                .check(CLASSES);
    }
}
