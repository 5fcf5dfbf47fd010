package resnet50.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import resnet50.docs.MarkdownPage.Section;
import resnet50.testing.Repository;

/** {@code README.zh-CN.md} has the commands, code, links and numbers of the {@code README.md} beside it. */
class TranslationTest {
    private static final String ENGLISH = "README.md";
    private static final String CHINESE = "README.zh-CN.md";

    private static final Path ROOT = Repository.file("");
    private static final Path LESSONS = ROOT.resolve("lessons");

    /** Folders whose README must have a translation, and all others that have one. */
    static Stream<Named<Path>> translatedFolders() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(ROOT));
        for (Path parent : List.of(ROOT, LESSONS)) {
            try (Stream<Path> files = Files.list(parent)) {
                files.filter(Files::isDirectory).sorted().forEach(folders::add);
            }
        }
        return folders.stream()
                .filter(folder -> Files.exists(folder.resolve(ENGLISH)))
                .filter(folder -> folder.equals(ROOT)
                        || folder.startsWith(LESSONS)
                        || Files.exists(folder.resolve(CHINESE)))
                .map(folder -> Named.of("/" + ROOT.relativize(folder), folder));
    }

    @ParameterizedTest
    @MethodSource("translatedFolders")
    void theTranslationHasTheSameCommandsAndNumbers(Path folder) throws IOException {
        List<Section> english = sections(folder.resolve(ENGLISH));
        List<Section> chinese = sections(folder.resolve(CHINESE));
        String first = english.stream().flatMap(section -> section.links().stream()).findFirst().orElse("");
        assertEquals(CHINESE, first, folder.resolve(ENGLISH) + ": first link");
        assertEquals(levels(english), levels(chinese), folder.resolve(CHINESE) + ": levels of headings");
        for (int i = 0; i < english.size(); i++) {
            Section expected = english.get(i);
            Section actual = chinese.get(i);
            List<String> links = expected.links().stream().map(link -> translated(folder, link)).toList();
            String where = folder.resolve(CHINESE) + ", '" + actual.heading() + "' ('" + expected.heading() + "'): ";
            assertEquals(String.join("\n", expected.code()), String.join("\n", actual.code()), where + "code");
            assertEquals(expected.codeSpans(), actual.codeSpans(), where + "code within the text");
            assertEquals(expected.numbers(), actual.numbers(), where + "numbers in the text");
            assertEquals(expected.rows(), actual.rows(), where + "numbers in tables");
            assertEquals(links, actual.links(), where + "links");
            assertEquals(expected.blocks(), actual.blocks(), where + "paragraphs and items of lists");
        }
    }

    /** The target of the same link in the translation: a page in that language, if there is one. */
    private static String translated(Path folder, String target) {
        if (target.equals(CHINESE)) {
            return ENGLISH;
        }
        String translation = target.replaceFirst("\\.md$", ".zh-CN.md");
        return Files.exists(folder.resolve(translation)) ? translation : target;
    }

    private static List<String> levels(List<Section> sections) {
        return sections.stream().map(Section::level).toList();
    }

    private static List<Section> sections(Path page) throws IOException {
        return MarkdownPage.of(Files.readString(page)).sections();
    }
}
