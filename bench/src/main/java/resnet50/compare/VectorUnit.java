package resnet50.compare;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import resnet50.environment.VectorModule;

/** The CPU's vector registers as HotSpot uses them. */
public final class VectorUnit {
    private VectorUnit() {}

    /** Returns the width of the widest vectors, in bits. Does not need the vector module, which stage 1's JVM does not load. */
    public static int bits() {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Byte.SIZE * Integer.parseInt(hotSpot.getVMOption("MaxVectorSize").getValue());
        } catch (IllegalArgumentException _) { // this JVM has no such flag
            return VectorModule.preferredBits();
        }
    }
}
