package resnet50.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A page in Markdown, split at its headings, with everything that its translations share. Blocks of code are fenced or
 * indented; an indented line that continues a paragraph is text.
 */
record MarkdownPage(List<Section> sections) {
    private static final String FENCE = "```";
    private static final String INDENT = "    ";

    /** The comment after a command. */
    private static final Pattern COMMENT = Pattern.compile("(?<= # ).*");

    private static final Pattern HEADING = Pattern.compile("#+ .*");
    private static final Pattern LINK = Pattern.compile("\\]\\((.*?)\\)");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");

    /**
     * A heading and all that follows, up to the next heading.
     *
     * @param code lines of blocks of code, without the comments of commands
     * @param text all other lines and the comments of commands
     */
    record Section(String heading, List<String> code, List<String> text) {
        String level() {
            return heading.substring(0, heading.indexOf(' ') + 1);
        }

        /** The number of paragraphs, tables and items of lists. */
        long blocks() {
            return IntStream.range(0, text.size()).filter(this::beginsBlock).count();
        }

        private boolean beginsBlock(int line) {
            boolean afterBlank = line == 0 || text.get(line - 1).isBlank();
            return text.get(line).startsWith("- ") || (afterBlank && !text.get(line).isBlank());
        }

        List<String> links() {
            return groups(LINK, String.join("\n", text)).toList();
        }

        /** Code within the text, sorted, because the order of words depends on the language. */
        List<String> codeSpans() {
            Stream<String> spans = groups(CODE_SPAN, String.join("\n", text));
            return spans.map(span -> span.replaceAll("\\s+", " ")).sorted().toList();
        }

        /** Numbers of the heading and the text, without tables and targets of links; sorted for the same reason. */
        List<String> numbers() {
            String prose = text.stream().filter(line -> !isRow(line)).collect(Collectors.joining("\n"));
            return groups(NUMBER, heading + "\n" + LINK.matcher(prose).replaceAll("]")).sorted().toList();
        }

        /** The numbers of each cell of each row of the tables. */
        List<List<List<String>>> rows() {
            Function<String, List<List<String>>> cells =
                    row -> Arrays.stream(row.split("\\|", -1)).map(cell -> groups(NUMBER, cell).toList()).toList();
            return text.stream().filter(Section::isRow).map(cells).toList();
        }

        private static boolean isRow(String line) {
            return line.startsWith("|");
        }

        private static Stream<String> groups(Pattern pattern, String text) {
            return pattern.matcher(text).results().map(match -> match.group(match.groupCount()));
        }
    }

    static MarkdownPage of(String text) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("", new ArrayList<>(), new ArrayList<>()));
        boolean fenced = false;
        boolean paragraph = false;
        for (String line : text.lines().toList()) {
            Section section = sections.getLast();
            boolean fence = line.startsWith(FENCE);
            if (fenced || fence) {
                section.code.add(line);
                fenced ^= fence;
            } else if (line.startsWith(INDENT) && !paragraph) {
                section.code.add(COMMENT.matcher(line).replaceFirst(""));
                COMMENT.matcher(line).results().map(MatchResult::group).forEach(section.text::add);
            } else if (HEADING.matcher(line).matches()) {
                sections.add(new Section(line, new ArrayList<>(), new ArrayList<>()));
            } else {
                section.text.add(line);
                paragraph = !line.isBlank() && !line.startsWith("<!--");
            }
        }
        return new MarkdownPage(sections);
    }
}
