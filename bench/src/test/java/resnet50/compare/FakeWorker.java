package resnet50.compare;

import java.util.List;
import java.util.Optional;

/**
 * A worker for tests, correct or faulty: a few lines of shell, which start quickly.
 *
 * @param name   name in its ready line
 * @param millis time of each inference that it reports
 * @param logits answer to {@code logits}
 * @param first  shell code that runs before the ready line
 * @param asked  shell code that runs before each answer; {@code $line} is the request, {@code $n} its number
 */
record FakeWorker(String name, double millis, String logits, String first, String asked) {
    static final String LOGITS = "1.5 -2 100 4 5 6";

    FakeWorker(String name, double millis) {
        this(name, millis, LOGITS, "", "");
    }

    FakeWorker withLogits(String other) {
        return new FakeWorker(name, millis, other, first, asked);
    }

    FakeWorker first(String shell) {
        return new FakeWorker(name, millis, logits, shell, asked);
    }

    FakeWorker asked(String shell) {
        return new FakeWorker(name, millis, logits, first, shell);
    }

    /** Returns the program as a stage; it reports resnet18 at 32. */
    Program stage() {
        return new Program(name + ".jar", command(), true, Optional.empty());
    }

    Program peer() {
        return new Program(name + ".jar", command(), false, Optional.empty());
    }

    List<String> command() {
        String ready = "{\"name\":\"" + name + "\",\"title\":\"an idea\",\"architecture\":\"resnet18\",\"inputSize\":32,"
                + "\"threadsUsed\":1,\"lanes\":1,\"vectors\":\"256 bits\",\"vectorBits\":256,\"loadMs\":12.5}";
        return List.of(
                "sh",
                "-c",
                first + "\necho 'ready " + ready + "'\nn=0\nwhile read -r line; do\nn=$((n + 1))\n" + asked + "\ncase $line in\n"
                        + "'run 1') echo " + (long) (millis * 1e6) + " ;;\n"
                        + "logits) echo " + logits + " ;;\n"
                        + "account) echo 1000 2000 ;;\n"
                        + "memory) echo 3000 ;;\n"
                        + "probe) echo 50 ;;\n"
                        + "quit) exit 0 ;;\n"
                        + "*) echo \"error unknown: $line\" ;;\n"
                        + "esac\ndone\n");
    }
}
