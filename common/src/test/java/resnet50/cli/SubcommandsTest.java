package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SubcommandsTest {
    private static final Set<String> ALL =
            Set.of("eval", "weights", "jvm-options", "generate-completion");

    @Test
    void helpKnowsAllCommands() {
        assertEquals(ALL, known("--help"));
        assertEquals(ALL, known("-h"));
    }

    @Test
    void knowsAllCommandsIfOneIsNamed() {
        ALL.forEach(name -> assertEquals(ALL, known("--verbose", name, "--json")));
    }

    @Test
    void knowsNoCommandIfNoneIsNamed() {
        assertEquals(Set.of(), known("--format", "json", "cat.jpg"));
    }

    @Test
    void wantsTheDefaultNetworkUnlessOptionsOrCommandExcludeIt() {
        assertTrue(Subcommands.wantUsualNetwork("-k", "3", "cat.jpg"));
        assertTrue(Subcommands.wantUsualNetwork("eval", "pics"));
        assertFalse(Subcommands.wantUsualNetwork());
        assertFalse(Subcommands.wantUsualNetwork("weights", "show"));
        assertFalse(Subcommands.wantUsualNetwork("--arch", "resnet18", "cat.jpg"));
        assertFalse(Subcommands.wantUsualNetwork("cat.jpg", "--vector=256"));
    }

    @Test
    void recognizesAMisspelledCommandThatIsNotAFile() {
        assertEquals(Optional.of("eval"), Subcommands.meantBy("evla"));
        assertEquals(Optional.of("weights"), Subcommands.meantBy("wieghts"));
        assertEquals(Optional.empty(), Subcommands.meantBy("eval"));
        assertEquals(Optional.empty(), Subcommands.meantBy("cat"));
        assertEquals(Optional.empty(), Subcommands.meantBy("evla.jpg"));
        assertEquals(Optional.empty(), Subcommands.meantBy("src"));
    }

    private static Set<String> known(String... args) {
        CommandLine commandLine = new CommandLine(new ClassifyCommand());
        Subcommands.addTo(commandLine, args);
        return commandLine.getSubcommands().keySet();
    }
}
