import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes what changes from one stage's folder to another's as a page, side by side; see {@code diff-stages.sh}. Runs from source on
 * Java 17 or newer, with java-diff-utils on the class path.
 */
final class DiffStages {
    private static final String SOURCES = "src/main";

    /** Unchanged lines that stay in sight around a change. */
    private static final int CONTEXT = 3;

    /** A fold that hides fewer costs more than it saves. */
    private static final int MIN_FOLD = 4;

    /** A line of which more than this part has changed is another line: marking its words would say nothing. */
    private static final double ANOTHER_LINE = 0.7;

    /** Around changed words, in lines that have no such characters of their own. */
    private static final char MARK = '\uE000';

    private static final char MARK_END = '\uE001';

    /** A line that the other side does not have. */
    private static final String GAP = "<span class=\"gap\"></span><code class=\"gap\"></code>";

    private static final String STYLE =
            """
            :root { --back: #fff; --text: #1f2328; --muted: #59636e; --edge: #d1d9e0; --old: #ffebe9; --old-word: #ffc1bc;
              --new: #dafbe1; --new-word: #98e2ab; --keyword: #a0111f; --string: #0a3069; --comment: #59636e; --number: #0550ae; }
            @media screen and (prefers-color-scheme: dark) {
              :root { --back: #0d1117; --text: #e6edf3; --muted: #9198a1; --edge: #3d444d; --old: #3c1618; --old-word: #7d2a2c;
                --new: #12301c; --new-word: #1f6b35; --keyword: #ff7b72; --string: #a5d6ff; --comment: #9198a1; --number: #79c0ff; }
            }
            html { color: var(--text); background: var(--back); -webkit-text-size-adjust: 100%; }
            body { margin: 0 auto; max-width: 1500px; padding: 20px 16px 60px; font: 16px/1.5 system-ui, 'DejaVu Sans', sans-serif; }
            h1 { font-size: 1.5em; } h2 { font: 600 1em ui-monospace, 'DejaVu Sans Mono', monospace; margin: 2.2em 0 .4em;
              overflow-wrap: anywhere; } a { color: inherit; } .muted { color: var(--muted); font-weight: normal; }
            ul { padding-left: 1.2em; } li { font-size: .92em; overflow-wrap: anywhere; }
            .file { border: 1px solid var(--edge); border-radius: 6px; overflow: hidden; }
            .row { display: grid; grid-template-columns: 3.4em 1fr 3.4em 1fr; font: 12.5px/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; }
            .whole .row { grid-template-columns: 3.4em 1fr; }
            .row > * { padding: 0 .6em; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
            .no { color: var(--muted); text-align: right; user-select: none; }
            .old { background: var(--old); } .new { background: var(--new); }
            .old mark { background: var(--old-word); } .new mark { background: var(--new-word); } mark { color: inherit; }
            .k { color: var(--keyword); } .s { color: var(--string); } .c { color: var(--comment); } .n { color: var(--number); }
            summary { cursor: pointer; color: var(--muted); font-size: .85em; padding: .15em 1em; border-block: 1px dashed var(--edge); }
            @media screen and (max-width: 800px) {
              .row { grid-template-columns: 2.6em 1fr; } .row > * { padding: 0 .35em; } .row { font-size: 11px; }
              .same > :nth-child(1), .same > :nth-child(2), .gap { display: none; }
            }
            @media print { body { font-size: 11px; } .row { font-size: 8px; } * { print-color-adjust: exact; } summary { border: 0; } }
            """;

    /** Java's words, in one line of it. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<comment>//.*|/\\*)|(?<block>\"\"\")|(?<string>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])+')|(?<word>[@\\p{L}_$][\\w$]*)"
                    + "|(?<number>\\d[\\w.]*)");

    private static final List<String> KEYWORDS = Arrays.asList(
            ("abstract assert boolean break byte case catch char class continue default do double else enum extends final finally float"
                    + " for if implements import instanceof int interface long native new null package permits private protected public"
                    + " record return sealed short static super switch synchronized this throw throws transient true false try var void"
                    + " volatile while yield").split(" "));

    /** What one file's lines are to one another. */
    private record FileDiff(String name, List<String> before, List<String> after, List<DiffRow> rows, boolean inOld, boolean inNew) {
        long removed() {
            return count(DiffRow.Tag.DELETE);
        }

        long added() {
            return count(DiffRow.Tag.INSERT);
        }

        private long count(DiffRow.Tag tag) {
            return rows.stream().filter(r -> r.getTag() == tag || r.getTag() == DiffRow.Tag.CHANGE).count();
        }
    }

    /** Colors the lines of one file in their order: a comment or a text block goes on from line to line. */
    private static final class Highlighter {
        private final boolean java;
        private String goesOn = "";

        Highlighter(String file) {
            java = file.endsWith(".java");
        }

        /** @param marked may hold marks around changed words */
        String html(String marked) {
            String line = marked.replace(String.valueOf(MARK), "").replace(String.valueOf(MARK_END), "");
            String[] colors = java ? colors(line) : new String[line.length()];
            StringBuilder html = new StringBuilder();
            String open = null;
            int at = 0;
            for (char c : marked.toCharArray()) {
                String color = c == MARK || c == MARK_END ? null : colors[at++];
                if (open != null && !open.equals(color)) {
                    html.append("</span>");
                    open = null;
                }
                if (color != null && open == null) {
                    html.append("<span class=\"").append(color).append("\">");
                    open = color;
                }
                html.append(c == MARK ? "<mark>" : c == MARK_END ? "</mark>" : escape(String.valueOf(c)));
            }
            return html.append(open == null ? "" : "</span>").toString();
        }

        /** A class for each character, or null. */
        private String[] colors(String line) {
            String[] colors = new String[line.length()];
            Matcher token = TOKEN.matcher(line);
            int at = 0;
            while (at < line.length()) {
                int from = at;
                if (!goesOn.isEmpty()) {
                    at = rest(line, at, colors);
                } else if (!token.find(at)) {
                    break;
                } else if (token.group("block") != null || "/*".equals(token.group("comment"))) {
                    goesOn = token.group("block") != null ? "\"\"\"" : "*/";
                    Arrays.fill(colors, token.start(), token.end(), goesOn.equals("*/") ? "c" : "s");
                    at = token.end();
                } else {
                    at = token.end();
                    Arrays.fill(colors, token.start(), at, color(token));
                }
                assert at > from;
            }
            return colors;
        }

        private int rest(String line, int from, String[] colors) {
            int end = line.indexOf(goesOn, from);
            int to = end < 0 ? line.length() : end + goesOn.length();
            Arrays.fill(colors, from, to, goesOn.equals("*/") ? "c" : "s");
            goesOn = end < 0 ? goesOn : "";
            return to;
        }

        private static String color(Matcher token) {
            String word = token.group("word");
            if (word != null) {
                return KEYWORDS.contains(word) || word.startsWith("@") ? "k" : null;
            }
            return token.group("comment") != null ? "c" : token.group("string") != null ? "s" : "n";
        }
    }

    private DiffStages() {}

    public static void main(String[] args) {
        Path target = Path.of(args[2]);
        try {
            String page = page(Path.of(args[0]), Path.of(args[1]));
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.writeString(part, page);
            Files.move(part, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.err.println("diff-stages: " + target + ": cannot be written (" + e + "); check the disk and the path");
            System.exit(66);
        }
    }

    private static String page(Path a, Path b) throws IOException {
        List<FileDiff> files = new ArrayList<>();
        for (String name : names(a, b)) {
            FileDiff file = compare(name, lines(a, name), lines(b, name), a, b);
            if (file.removed() + file.added() > 0) {
                files.add(file);
            }
        }
        long removed = files.stream().mapToLong(FileDiff::removed).sum();
        long added = files.stream().mapToLong(FileDiff::added).sum();
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + a.getFileName() + " to "
                + b.getFileName() + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>" + a.getFileName() + " → "
                + b.getFileName() + "</h1>\n<p>" + escape(idea(a)) + " → <b>" + escape(idea(b)) + "</b></p>\n<p class=\"muted\">"
                + files.size() + " files, " + sum(removed, added) + "; whitespace does not count; tests and poms are left out.</p>\n<ul>\n");
        for (int i = 0; i < files.size(); i++) {
            html.append("<li><a href=\"#f" + i + "\">" + shortName(files.get(i)) + "</a> <span class=\"muted\">" + sum(files.get(i))
                    + "</span></li>\n");
        }
        html.append("</ul>\n");
        for (int i = 0; i < files.size(); i++) {
            html.append("<h2 id=\"f" + i + "\">" + shortName(files.get(i)) + " <span class=\"muted\">" + sum(files.get(i))
                    + "</span></h2>\n").append(body(files.get(i)));
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static String sum(FileDiff file) {
        String whole = !file.inOld ? "new file, " : !file.inNew ? "removed, " : "";
        return whole + sum(file.removed(), file.added());
    }

    private static String sum(long removed, long added) {
        return "−" + removed + " +" + added;
    }

    private static String shortName(FileDiff file) {
        return escape(file.name.replaceFirst("^(java|resources)/resnet50/", ""));
    }

    private static TreeSet<String> names(Path a, Path b) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path root : List.of(a.resolve(SOURCES), b.resolve(SOURCES))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(f -> names.add(root.relativize(f).toString()));
            }
        }
        return names;
    }

    private static List<String> lines(Path stage, String name) throws IOException {
        Path file = stage.resolve(SOURCES).resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static String idea(Path stage) throws IOException {
        Matcher found = Pattern.compile("\n  <description>(.*)</description>").matcher(Files.readString(stage.resolve("pom.xml")));
        return found.find() ? found.group(1) : "";
    }

    private static FileDiff compare(String name, List<String> before, List<String> after, Path a, Path b) {
        DiffRowGenerator generator = DiffRowGenerator.create()
                .showInlineDiffs(true)
                .inlineDiffByWord(true)
                .ignoreWhiteSpaces(true)
                .lineNormalizer(Function.identity())
                .oldTag(open -> String.valueOf(open ? MARK : MARK_END))
                .newTag(open -> String.valueOf(open ? MARK : MARK_END))
                .build();
        return new FileDiff(
                name,
                before,
                after,
                generator.generateDiffRows(before, after),
                Files.exists(a.resolve(SOURCES).resolve(name)),
                Files.exists(b.resolve(SOURCES).resolve(name)));
    }

    private static String body(FileDiff file) {
        boolean whole = !file.inOld || !file.inNew;
        List<String> rows = new ArrayList<>();
        Highlighter oldSide = new Highlighter(file.name);
        Highlighter newSide = new Highlighter(file.name);
        int oldLine = 0;
        int newLine = 0;
        for (DiffRow row : file.rows) {
            boolean inOld = row.getTag() != DiffRow.Tag.INSERT;
            boolean inNew = row.getTag() != DiffRow.Tag.DELETE;
            boolean same = row.getTag() == DiffRow.Tag.EQUAL;
            boolean another = isAnother(row.getOldLine()) || isAnother(row.getNewLine());
            String left = "";
            String right = "";
            if (inOld) { // an unchanged line may have other whitespace, which its row does not tell
                String line = same ? file.before.get(oldLine) : another ? unmarked(row.getOldLine()) : row.getOldLine();
                left = cell(same ? "" : "old", ++oldLine, oldSide.html(line));
            } else if (!whole) {
                left = GAP;
            }
            if (inNew) {
                String line = same ? file.after.get(newLine) : another ? unmarked(row.getNewLine()) : row.getNewLine();
                right = cell(same ? "" : "new", ++newLine, newSide.html(line));
            } else if (!whole) {
                right = GAP;
            }
            rows.add("<div class=\"row" + (same ? " same" : "") + "\">" + left + right + "</div>\n");
        }
        return "<div class=\"file" + (whole ? " whole" : "") + "\">\n" + folded(file, rows) + "</div>\n";
    }

    private static String cell(String css, int line, String html) {
        return "<span class=\"no " + css + "\">" + line + "</span><code class=\"" + css + "\">" + html + "</code>";
    }

    private static boolean isAnother(String line) {
        int marked = 0;
        boolean inside = false;
        for (char c : line.toCharArray()) {
            inside = c == MARK || inside && c != MARK_END;
            marked += inside && c != MARK ? 1 : 0;
        }
        return marked > ANOTHER_LINE * unmarked(line).strip().length();
    }

    private static String unmarked(String line) {
        return line.replace(String.valueOf(MARK), "").replace(String.valueOf(MARK_END), "");
    }

    /** Puts long stretches without a change out of sight. */
    private static String folded(FileDiff file, List<String> rows) {
        StringBuilder html = new StringBuilder();
        int at = 0;
        while (at < rows.size()) {
            int end = at;
            while (end < rows.size() && file.rows.get(end).getTag() == DiffRow.Tag.EQUAL) {
                end++;
            }
            int from = at == 0 ? at : at + CONTEXT;
            int to = end == rows.size() ? end : end - CONTEXT;
            if (to - from >= MIN_FOLD) {
                html.append(String.join("", rows.subList(at, from)));
                html.append("<details><summary>" + (to - from) + " unchanged lines</summary>\n");
                html.append(String.join("", rows.subList(from, to))).append("</details>\n");
                html.append(String.join("", rows.subList(to, end)));
            } else {
                html.append(String.join("", rows.subList(at, end)));
            }
            if (end < rows.size()) {
                html.append(rows.get(end));
            }
            at = end + 1;
        }
        return html.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
