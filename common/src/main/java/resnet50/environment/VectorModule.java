package resnet50.environment;

import java.util.ArrayList;
import java.util.List;

/** The Vector API, whose module a JVM may have been started without. */
public final class VectorModule {
    /** The tier of C2, the only compiler that turns the API's calls into vector instructions. */
    private static final int C2_TIER = 4;

    private VectorModule() {}

    /** The width of {@code FloatVector.SPECIES_PREFERRED}, or 0 if the module is not there. */
    public static int preferredBits() {
        try {
            Object species = Class.forName("jdk.incubator.vector.FloatVector").getField("SPECIES_PREFERRED").get(null);
            // By way of the public interface: the species' own class is not accessible.
            Class<?> type = Class.forName("jdk.incubator.vector.VectorSpecies");
            return (int) type.getMethod("vectorBitSize").invoke(species);
        } catch (ClassNotFoundException e) {
            return 0;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the Vector API is not as expected", e);
        }
    }

    /**
     * Why code that uses the Vector API may run a hundred times slower than it could.
     *
     * @param mode the system property {@code java.vm.info}
     */
    static List<String> warnings(int vectorBits, String mode, HotSpot hotSpot) {
        List<String> warnings = new ArrayList<>();
        if (vectorBits == 0) {
            warnings.add("The module jdk.incubator.vector is missing: stages with vector code cannot run.");
        } else if (hotSpot.is("EnableVectorSupport", false)) {
            warnings.add("EnableVectorSupport is off: the Vector API runs as plain Java.");
        }
        if (mode.contains("interpreted mode") || hotSpot.is("UseCompiler", false)) {
            warnings.add("Nothing is compiled in this JVM (-Xint?): all code is interpreted.");
        } else if (hotSpot.intFlag("TieredStopAtLevel").orElse(C2_TIER) < C2_TIER) {
            warnings.add("C2 is disabled (TieredStopAtLevel): no vector instructions are used.");
        }
        return warnings;
    }
}
