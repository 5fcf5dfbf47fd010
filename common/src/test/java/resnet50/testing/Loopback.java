package resnet50.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Assumptions;

/** The loopback interface, which is down in a new network namespace. */
public final class Loopback {
    private Loopback() {}

    /** Skips the test if the loopback interface is down. */
    public static void assumeUp() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        Assumptions.assumeTrue(loopback != null && loopback.isUp(), "needs the loopback network interface, which is down");
    }
}
