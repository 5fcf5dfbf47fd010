package resnet50.compare;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CPU time that was used up to a moment.
 *
 * @param nanoTime {@link System#nanoTime} of the moment
 * @param machine  all processes; empty if the system does not provide it
 * @param programs measured programs
 * @param self     this process
 */
record Usage(long nanoTime, Optional<CpuTimes> machine, Map<MeasuredProgram, Duration> programs, Duration self) {
    static Usage now(List<MeasuredProgram> programs) {
        Map<MeasuredProgram, Duration> times =
                programs.stream().collect(Collectors.toMap(program -> program, MeasuredProgram::cpuTime));
        Duration self = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return new Usage(System.nanoTime(), CpuTimes.now(), times, self);
    }

    /** As {@link CpuTimes#stolenShare}. */
    static double stolenShare(Usage before, Usage after) {
        return CpuTimes.stolenShare(before.machine, after.machine);
    }

    /** As {@link CpuTimes#othersShare}; a program that has died in the meantime counts as another process. */
    static double othersShare(Usage before, Usage after) {
        Duration own = after.self.minus(before.self);
        for (Map.Entry<MeasuredProgram, Duration> program : after.programs.entrySet()) {
            own = own.plus(program.getValue()).minus(before.programs.getOrDefault(program.getKey(), program.getValue()));
        }
        return CpuTimes.othersShare(before.machine, after.machine, own, Duration.ofNanos(after.nanoTime - before.nanoTime));
    }
}
