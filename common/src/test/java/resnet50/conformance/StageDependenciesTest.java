package resnet50.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A stage knows the core of {@code common} and nothing else of it. */
class StageDependenciesTest {
    @Test
    void aStageUsesOnlyTheCore() {
        noClasses()
                .that(resideInAPackage("resnet50"))
                .should().dependOnClassesThat(resideInAPackage("resnet50.*..").and(not(resideInAPackage("resnet50.core.."))))
                .check(new ClassFileImporter().importPath(Path.of(System.getProperty("basedir"), "target", "classes")));
    }
}
