package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SubcommandsTest {
    private static final Set<String> ALL =
            Set.of("bench", "compare", "profile", "eval", "weights", "worker", "jvm-options", "generate-completion");

    @Test
    void helpListsThemAll() {
        assertEquals(ALL, known("--help"));
        assertEquals(ALL, known("-h"));
    }

    @Test
    void eachIsKnownWhereItIsNamed() {
        ALL.forEach(name -> assertEquals(ALL, known("--verbose", name, "--json")));
    }

    @Test
    void picturesNeedNone() {
        assertEquals(Set.of(), known("--format", "json", "cat.jpg"));
    }

    @Test
    void theUsualNetworkIsExpectedUnlessAnotherIsAskedForOrNone() {
        assertTrue(Subcommands.wantUsualNetwork("-k", "3", "cat.jpg"));
        assertTrue(Subcommands.wantUsualNetwork("bench", "--budget", "3"));
        assertFalse(Subcommands.wantUsualNetwork());
        assertFalse(Subcommands.wantUsualNetwork("weights", "show"));
        assertFalse(Subcommands.wantUsualNetwork("--arch", "resnet18", "cat.jpg"));
        assertFalse(Subcommands.wantUsualNetwork("cat.jpg", "--vector=256"));
    }

    private static Set<String> known(String... args) {
        CommandLine commandLine = new CommandLine(new ClassifyCommand());
        Subcommands.addTo(commandLine, args);
        return commandLine.getSubcommands().keySet();
    }
}
