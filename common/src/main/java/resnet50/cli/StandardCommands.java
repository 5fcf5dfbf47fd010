package resnet50.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;

/** The commands of this module. */
final class StandardCommands implements CommandSet {
    @Override
    public Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("eval", EvalCommand.class);
        commands.put("weights", WeightsCommand.class);
        commands.put("jvm-options", JvmOptionsCommand.class);
        commands.put("generate-completion", GenerateCompletion.class);
        return commands;
    }

    @Override
    public Set<String> withoutNetwork() {
        return Set.of("weights", "jvm-options", "generate-completion");
    }
}
