package resnet50.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A stage depends only on the core of {@code common}. */
class StageDependenciesTest {
    private static final DescribedPredicate<JavaClass> OWN =
            resideInAnyPackage("resnet50", "resnet50.generator", "resnet50.kernels", "resnet50.algorithms");

    @Test
    void dependsOnlyOnTheCore() {
        noClasses()
                .that(OWN)
                .should().dependOnClassesThat(resideInAPackage("resnet50..").and(not(OWN)).and(not(resideInAPackage("resnet50.core.."))))
                .check(new ClassFileImporter().importPath(Path.of(System.getProperty("basedir"), "target", "classes")));
    }
}
