package resnet50.api;

/** Is told how far a long piece of work has come. Calls come from one thread at a time. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (task, done, total) -> {};

    /**
     * @param task  what is being done, a few words such as {@code loading weights}
     * @param done  how much of it, in any unit; equal to {@code total} exactly once, at the end
     * @param total how much there is, or 0 if nobody knows
     */
    void update(String task, long done, long total);
}
