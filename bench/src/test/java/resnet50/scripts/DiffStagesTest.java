package resnet50.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffStagesTest {
    @TempDir
    private Path folder;

    @Test
    void showsTheChangedLines() throws IOException, InterruptedException {
        Script.Outcome outcome = Script.bash(folder, "diff-stages.sh", "1", "2");
        assertEquals(0, outcome.exitCode(), outcome.out());
        String head = outcome.out().substring(0, outcome.out().indexOf("diff --git"));
        assertTrue(head.startsWith("stage1-naive: plain loops\nstage2-vector: "), head);
        assertTrue(head.contains("Conv2d.java"), head);
        assertTrue(head.contains("insertions(+)"), head);
        assertTrue(head.contains("  pom.xml: 1 file changed"), head);
        assertTrue(outcome.out().contains("\n+import jdk.incubator.vector.FloatVector;"), outcome.out());
        assertFalse(outcome.out().contains("\u001b["), "colored although the output is no terminal");
        assertFalse(outcome.out().contains("diff --git a/stage1-naive/pom.xml"), outcome.out());
    }

    @Test
    void refusesInvalidArguments() throws IOException, InterruptedException {
        assertRefused("give two stages' numbers, such as 3 4; see --help");
        assertRefused("7: there is no such stage; see --help", "1", "7");
        assertRefused("one: is not a stage number; see --help", "one", "2");
        assertRefused("2 2: are the same stage; see --help", "2", "2");
        assertRefused("--color: is not an option; see --help", "--color", "1", "2");
    }

    private void assertRefused(String message, String... arguments) throws IOException, InterruptedException {
        assertEquals(new Script.Outcome(2, "diff-stages: " + message + "\n"), Script.bash(folder, "diff-stages.sh", arguments));
    }

    @Test
    void writesAPage() throws IOException, InterruptedException {
        String filler = String.join("", Collections.nCopies(12, "    int same;\n"));
        stage("a", "class A<T> {\n" + filler + "    int old = 1; // why\n    /* one\n     if two */\n    }\n");
        stage("b", "class A<T> {\n" + filler + "    int fresh = 1; // why\n    /* one\n       if two */\n    }\n");
        Files.writeString(folder.resolve("b/src/main/Only.java"), "record Only() {}\n");
        Script.Outcome outcome = Script.java(folder, "DiffStages.java", "a", "b", "diff.html");
        assertEquals(new Script.Outcome(0, ""), outcome);
        String page = Files.readString(folder.resolve("diff.html"));
        assertTrue(page.contains("<p>idea of a → <b>idea of b</b></p>"), page);
        assertTrue(page.contains("2 files, −1 +2;"), page);
        assertTrue(page.contains("<summary>10 unchanged lines</summary>"), page);
        assertTrue(page.contains("<span class=\"no old\">14</span><code class=\"old\">    <span class=\"k\">int</span> <mark>old</mark> ="), page);
        assertTrue(page.contains("<mark>fresh</mark> = <span class=\"n\">1</span>; <span class=\"c\">// why</span>"), page);
        assertTrue(page.contains("A&lt;T&gt;"), page);
        assertTrue(page.contains("<span class=\"c\">       if two */</span>"), "a comment of several lines: " + page);
        assertTrue(page.contains("Only.java <span class=\"muted\">new file, −0 +1"), page);
        assertFalse(page.contains("http"), page);
    }

    private void stage(String name, String source) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name).resolve("src/main"));
        Files.writeString(sources.resolve("A.java"), source);
        Files.writeString(folder.resolve(name).resolve("pom.xml"), "<project>\n  <description>idea of " + name + "</description>\n</project>\n");
    }
}
