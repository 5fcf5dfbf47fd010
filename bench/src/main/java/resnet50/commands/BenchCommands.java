package resnet50.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import resnet50.cli.CommandSet;

/** The commands that measure or describe a network. Service entry point of this module. */
public final class BenchCommands implements CommandSet {
    @Override
    public Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("bench", BenchCommand.class);
        commands.put("compare", CompareCommand.class);
        commands.put("profile", ProfileCommand.class);
        commands.put("describe", DescribeCommand.class);
        commands.put("worker", WorkerCommand.class);
        return commands;
    }

    @Override
    public Set<String> withoutNetwork() {
        return Set.of("compare", "describe");
    }
}
