import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the differences between two stages' sources as an HTML page, side by side; see {@code diff-stages.sh}. Runs
 * from source on Java 17 or newer, with java-diff-utils on the class path.
 */
final class DiffStages {
    /** Unchanged lines that stay visible before and after a change. */
    private static final int CONTEXT = 3;

    /** Minimum number of consecutive unchanged lines that are folded. */
    private static final int MIN_FOLD = 4;

    /** Changed words are not marked in a line of which more than this part has changed. */
    private static final double MAX_MARKED = 0.7;

    /** Delimiters of changed words; private-use characters, which the sources do not contain. */
    private static final String MARK = "\uE000";

    private static final String MARK_END = "\uE001";
    private static final String GAP = "<span class=\"gap\"></span><code class=\"gap\"></code>";

    /** Java's tokens; the groups' names are CSS classes. */
    private static final Pattern TOKEN = Pattern.compile("(?<c>//[^\n]*|/\\*.*?\\*/)"
            + "|(?<s>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+')"
            + "|(?<k>@\\w+|\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else"
            + "|enum|extends|false|final|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new"
            + "|null|package|permits|private|protected|public|record|return|sealed|short|static|super|switch|synchronized"
            + "|this|throw|throws|transient|true|try|var|void|volatile|while|yield)\\b)|[\\p{L}_$][\\w$]*|(?<n>\\d[\\w.]*)",
            Pattern.DOTALL);

    private static final String STYLE = """
            :root { --back: #fff; --text: #1f2328; --muted: #59636e; --edge: #d1d9e0; --old: #ffebe9; --old-word: #ffc1bc;
              --new: #dafbe1; --new-word: #98e2ab; --keyword: #a0111f; --string: #0a3069; --number: #0550ae; }
            @media screen and (prefers-color-scheme: dark) {
              :root { --back: #0d1117; --text: #e6edf3; --muted: #9198a1; --edge: #3d444d; --old: #3c1618; --new: #12301c;
                --old-word: #7d2a2c; --new-word: #1f6b35; --keyword: #ff7b72; --string: #a5d6ff; --number: #79c0ff; }
            }
            html { color: var(--text); background: var(--back); -webkit-text-size-adjust: 100%; }
            body { margin: 0 auto; max-width: 1500px; padding: 20px 16px 60px; font: 16px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5em; } h2 { font: 600 1em ui-monospace, monospace; margin: 2.2em 0 .4em; }
            h2, li { overflow-wrap: anywhere; } li { font-size: .92em; } a { color: inherit; }
            .muted { color: var(--muted); font-weight: normal; } ul { padding-left: 1.2em; }
            .file { border: 1px solid var(--edge); border-radius: 6px; overflow: hidden; }
            .row { display: grid; grid-template-columns: 3.4em 1fr 3.4em 1fr; font: 12.5px/1.5 ui-monospace, monospace; }
            .whole .row { grid-template-columns: 3.4em 1fr; }
            .row > * { padding: 0 .6em; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
            .no { color: var(--muted); text-align: right; user-select: none; }
            .old { background: var(--old); } .new { background: var(--new); } mark { color: inherit; }
            .old mark { background: var(--old-word); } .new mark { background: var(--new-word); }
            .k { color: var(--keyword); } .s { color: var(--string); } .c { color: var(--muted); } .n { color: var(--number); }
            summary { cursor: pointer; color: var(--muted); font-size: .85em; padding: .15em 1em; }
            @media screen and (max-width: 800px) {
              .row { grid-template-columns: 2.6em 1fr; font-size: 11px; } .row > * { padding: 0 .35em; }
              .same > :nth-child(1), .same > :nth-child(2), .gap { display: none; }
            }
            @media print { body { font-size: 11px; } .row { font-size: 8px; } * { print-color-adjust: exact; } }
            """;

    /** A file of both stages; a side without the file has no lines. */
    private record FileDiff(String name, List<String> before, List<String> after, List<DiffRow> rows) {
        long removed() {
            return rows.stream().filter(r -> r.getTag() != DiffRow.Tag.EQUAL && r.getTag() != DiffRow.Tag.INSERT).count();
        }

        long added() {
            return rows.stream().filter(r -> r.getTag() != DiffRow.Tag.EQUAL && r.getTag() != DiffRow.Tag.DELETE).count();
        }

        String title() {
            String whole = before.isEmpty() ? "new file, " : after.isEmpty() ? "removed, " : "";
            return escape(name.replaceFirst("^(java|resources)/resnet50/", "")) + " <span class=\"muted\">" + whole + "−"
                    + removed() + " +" + added() + "</span>";
        }
    }

    private DiffStages() {}

    /** @param args the folders of two stages, and the page's file */
    public static void main(String[] args) {
        Path target = Path.of(args[2]);
        try {
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.writeString(part, page(Path.of(args[0]), Path.of(args[1])));
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.err.println("diff-stages: " + target + ": cannot be written (" + e + "); check the disk and the path");
            System.exit(66);
        }
    }

    private static String page(Path a, Path b) throws IOException {
        List<FileDiff> files = new ArrayList<>();
        StringBuilder contents = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        for (String name : names(a.resolve("src/main"), b.resolve("src/main"))) {
            FileDiff file = compare(name, lines(a.resolve("src/main").resolve(name)), lines(b.resolve("src/main").resolve(name)));
            if (file.removed() + file.added() > 0) {
                contents.append("<li><a href=\"#f%d\">%s</a></li>\n".formatted(files.size(), file.title()));
                bodies.append("<h2 id=\"f%d\">%s</h2>\n%s".formatted(files.size(), file.title(), body(file)));
                files.add(file);
            }
        }
        String summary = "%d files, −%d +%d; whitespace does not count; tests and poms are left out."
                .formatted(files.size(), sum(files, FileDiff::removed), sum(files, FileDiff::added));
        String heading = a.getFileName() + " → " + b.getFileName();
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <h1>%s</h1>
                <p>%s → <b>%s</b></p>
                <p class="muted">%s</p>
                <ul>
                %s</ul>
                %s</body>
                </html>
                """.formatted(heading, STYLE, heading, idea(a), idea(b), summary, contents, bodies);
    }

    private static long sum(List<FileDiff> files, ToLongFunction<FileDiff> count) {
        return files.stream().mapToLong(count).sum();
    }

    private static TreeSet<String> names(Path... roots) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(file -> names.add(root.relativize(file).toString()));
            }
        }
        return names;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static String idea(Path stage) throws IOException {
        Matcher found = Pattern.compile("\n  <description>(.*)</description>").matcher(Files.readString(stage.resolve("pom.xml")));
        return found.find() ? escape(found.group(1)) : "";
    }

    private static FileDiff compare(String name, List<String> before, List<String> after) {
        DiffRowGenerator generator = DiffRowGenerator.create()
                .showInlineDiffs(true)
                .inlineDiffByWord(true)
                .ignoreWhiteSpaces(true)
                .lineNormalizer(Function.identity())
                .oldTag(open -> open ? MARK : MARK_END)
                .newTag(open -> open ? MARK : MARK_END)
                .build();
        return new FileDiff(name, before, after, generator.generateDiffRows(before, after));
    }

    private static String body(FileDiff file) {
        boolean whole = file.before.isEmpty() || file.after.isEmpty();
        String[] left = side(file, file.before, DiffRow.Tag.INSERT, DiffRow::getOldLine);
        String[] right = side(file, file.after, DiffRow.Tag.DELETE, DiffRow::getNewLine);
        List<String> rows = new ArrayList<>();
        int oldLine = 0;
        int newLine = 0;
        for (DiffRow row : file.rows) {
            boolean same = row.getTag() == DiffRow.Tag.EQUAL;
            String gap = whole ? "" : GAP;
            String old = row.getTag() == DiffRow.Tag.INSERT ? gap : cell(same ? "" : "old", left[oldLine], ++oldLine);
            String fresh = row.getTag() == DiffRow.Tag.DELETE ? gap : cell(same ? "" : "new", right[newLine], ++newLine);
            rows.add("<div class=\"row%s\">%s%s</div>\n".formatted(same ? " same" : "", old, fresh));
        }
        return "<div class=\"file%s\">\n%s</div>\n".formatted(whole ? " whole" : "", folded(file.rows, rows));
    }

    private static String cell(String css, String html, int line) {
        return "<span class=\"no %s\">%d</span><code class=\"%s\">%s</code>".formatted(css, line, css, html);
    }

    /** Returns one side's lines as HTML. Unchanged lines come from the files: rows lack the original whitespace. */
    private static String[] side(FileDiff file, List<String> lines, DiffRow.Tag absent, Function<DiffRow, String> text) {
        List<String> marked = new ArrayList<>();
        for (DiffRow row : file.rows) {
            if (row.getTag() != absent) {
                boolean words = row.getTag() == DiffRow.Tag.CHANGE && sharesWords(row.getOldLine()) && sharesWords(row.getNewLine());
                marked.add(words ? text.apply(row) : lines.get(marked.size()));
            }
        }
        return html(String.join("\n", marked), file.name.endsWith(".java")).split("\n", -1);
    }

    private static boolean sharesWords(String marked) {
        String line = unmarked(marked);
        int changed = line.length() - unmarked(marked.replaceAll(MARK + "[^" + MARK_END + "]*", "")).length();
        return changed <= MAX_MARKED * line.strip().length();
    }

    private static String unmarked(String line) {
        return line.replaceAll("[" + MARK + MARK_END + "]", "");
    }

    /** Colors Java's tokens and marks changed words. Elements end at each line's end, so that lines can be separated. */
    private static String html(String marked, boolean colored) {
        char[] classes = new char[marked.length()]; // of each character; 0 for none
        Matcher token = TOKEN.matcher(unmarked(marked));
        while (colored && token.find()) {
            for (String css : List.of("c", "s", "k", "n")) {
                if (token.group(css) != null) {
                    Arrays.fill(classes, token.start(), token.end(), css.charAt(0));
                }
            }
        }
        StringBuilder html = new StringBuilder();
        char open = 0;
        boolean inMark = false; // the library may begin a mark in one line and end it in the next
        int at = 0;
        for (String c : marked.split("")) {
            boolean mark = c.equals(MARK) || c.equals(MARK_END);
            char css = mark || c.isEmpty() ? 0 : classes[at++];
            css = c.equals("\n") ? 0 : css;
            html.append(open != 0 && open != css ? "</span>" : "");
            html.append(css != 0 && open != css ? "<span class=\"" + css + "\">" : "");
            html.append(inMark && (c.equals(MARK_END) || c.equals("\n")) ? "</mark>" : "");
            html.append(c.equals(MARK) ? "<mark>" : mark ? "" : escape(c));
            inMark = c.equals(MARK) || inMark && !mark && !c.equals("\n");
            open = css;
        }
        return html.append(open != 0 ? "</span>" : "").toString();
    }

    /** Folds long runs of rows without a change. */
    private static String folded(List<DiffRow> diff, List<String> rows) {
        StringBuilder html = new StringBuilder();
        int end;
        for (int at = 0; at < rows.size(); at = end) {
            end = at;
            while (end < rows.size() && isFarFromChanges(diff, end)) {
                end++;
            }
            boolean fold = end - at >= MIN_FOLD;
            html.append(fold ? "<details><summary>" + (end - at) + " unchanged lines</summary>\n" : "");
            end = Math.max(end, at + 1);
            html.append(rows.subList(at, end).stream().collect(Collectors.joining())).append(fold ? "</details>\n" : "");
        }
        return html.toString();
    }

    private static boolean isFarFromChanges(List<DiffRow> diff, int row) {
        return diff.subList(Math.max(0, row - CONTEXT), Math.min(diff.size(), row + CONTEXT + 1)).stream()
                .allMatch(near -> near.getTag() == DiffRow.Tag.EQUAL);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
