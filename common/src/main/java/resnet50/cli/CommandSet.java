package resnet50.cli;

import java.util.Map;
import java.util.Set;

/**
 * Subcommands of the command line. {@link java.util.ServiceLoader} finds the sets of other modules, only if an argument
 * may be the name of a command.
 */
public interface CommandSet {
    /** Annotated classes by the names of their commands, in the order of the help. */
    Map<String, Class<?>> commands();

    /** Names of the commands that run no network in this JVM; no kernel is compiled for them. */
    Set<String> withoutNetwork();
}
