package resnet50.core;

/** A listener for the progress of a long task. Calls come from one thread at a time. */
@FunctionalInterface
public interface Progress {
    /** Ignores all calls. */
    Progress NONE = (task, done, total) -> {};

    /**
     * Reports progress.
     *
     * @param task  the task in a few words, such as {@code loading weights}
     * @param done  the part that is done, in any unit; equal to {@code total} exactly once, at the end
     * @param total the whole, in the same unit, or 0 if unknown
     */
    void update(String task, long done, long total);
}
