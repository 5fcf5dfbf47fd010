package resnet50.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import resnet50.cli.CommandSet;

class BenchCommandsTest {
    @Test
    void commandLineFindsAllCommands() {
        CommandSet set = ServiceLoader.load(CommandSet.class).findFirst().orElseThrow();
        assertEquals(List.of("bench", "compare", "profile", "describe", "worker"), List.copyOf(set.commands().keySet()));
        set.commands().forEach((name, type) -> assertEquals(name, type.getAnnotation(Command.class).name()));
    }
}
