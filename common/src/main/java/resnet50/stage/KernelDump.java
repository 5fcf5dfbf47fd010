package resnet50.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import resnet50.core.EngineProvider;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** The folder to which a stage writes its generated kernels. */
public final class KernelDump {
    private KernelDump() {}

    /**
     * Ensures that the folder exists and is writable.
     *
     * @param folder null for no dump
     * @return {@code folder}
     * @throws UserException usage: the stage generates no kernels, or this is not a folder; no input: the folder cannot
     *     be created or written to
     */
    public static Path prepare(EngineProvider provider, Path folder) {
        if (folder == null) {
            return null;
        }
        if (!provider.generatesKernels()) {
            throw new UserException(
                    ExitCode.USAGE, "--dump-kernels " + folder + ": this stage generates no kernels; leave it out");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserException(
                    ExitCode.USAGE, "--dump-kernels " + folder + ": is no folder; give another name, or remove the file");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            String message = folder + ": cannot be made (" + e.getClass().getSimpleName() + "); give another folder";
            throw new UserException(ExitCode.NO_INPUT, message, e);
        }
        if (!Files.isWritable(folder)) {
            throw UserException.noInput(folder + ": cannot be written to; give another folder");
        }
        return folder;
    }
}
