package resnet50.environment;

import java.util.ArrayList;
import java.util.List;

/** Access to the Vector API, which may be missing in this JVM. */
public final class VectorModule {
    /** Compilation tier of C2, the only compiler that turns the API's calls into vector instructions. */
    private static final int C2_TIER = 4;

    private VectorModule() {}

    /** Returns the bits of {@code FloatVector.SPECIES_PREFERRED}; 0 without the module. */
    public static int preferredBits() {
        try {
            Object species = Class.forName("jdk.incubator.vector.FloatVector").getField("SPECIES_PREFERRED").get(null);
            // through the public interface, because the species' class is not accessible
            Class<?> type = Class.forName("jdk.incubator.vector.VectorSpecies");
            return (int) type.getMethod("vectorBitSize").invoke(species);
        } catch (ClassNotFoundException e) {
            return 0;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the Vector API is not as expected", e);
        }
    }

    /**
     * Returns the reasons why code that uses the Vector API may run a hundred times slower than it could.
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
