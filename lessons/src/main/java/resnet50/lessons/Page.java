package resnet50.lessons;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@code lessons/index.html}: input, output and code of every lesson side by side, and the lessons' pictures. It runs the
 * lessons, reads the sources, and takes each title and idea from the lesson's README.
 */
final class Page implements Lesson {
    private static final String CAT = "../pics/cat.png";

    /** A picture on the page. */
    private record Shown(String file, String caption) {
    }

    /**
     * A lesson on the page: its commands without {@code -o}, and the output file of each command, in the lesson's
     * folder.
     */
    private record Entry(String lesson, String source, Shown input, List<String> commands, List<String> outs, List<Shown> outputs) {
    }

    private static final Shown INPUT = new Shown(CAT, "input");

    private static final List<Entry> ENTRIES = List.of(
            new Entry("gray", "Gray.java", INPUT, List.of("gray", "gray --equal"), List.of("gray.png", "equal.png"),
                    List.of(new Shown("gray.png", "the eye's weights"), new Shown("equal.png", "--equal: a third each"))),
            new Entry("rgb", "Rgb.java", INPUT, List.of("rgb"), List.of("rgb.png"),
                    List.of(new Shown("rgb.png", "red, green, blue; Y, U and V, and the picture made from them"))),
            new Entry("mean-blur", "MeanBlur.java", INPUT, List.of("mean-blur"), List.of("mean-blur.png"),
                    List.of(new Shown("mean-blur.png", "radius 5"))),
            new Entry("gaussian-blur", "GaussianBlur.java", INPUT, List.of("gaussian-blur", "gaussian-blur --border black"),
                    List.of("gaussian-blur.png", "black.png"),
                    List.of(new Shown("gaussian-blur.png", "sigma 3"), new Shown("black.png", "--border black: a dark rim"))),
            new Entry("canny", "Canny.java", INPUT, List.of("canny --steps"), List.of("canny.png"),
                    List.of(new Shown("canny-1-smooth.png", "1: smooth"), new Shown("canny-2-gradient.png", "2: gradient; hue is direction"),
                            new Shown("canny-3-thin.png", "3: thin"), new Shown("canny-4-classify.png", "4: weak and strong"),
                            new Shown("canny.png", "5: follow strong edges"))),
            new Entry("otsu", "Otsu.java", INPUT, List.of("otsu"), List.of("otsu.png"),
                    List.of(new Shown("otsu.png", "above the threshold is white"), new Shown("otsu-histogram.png", "histogram and threshold"))),
            new Entry("mnist", "DigitNetwork.java", new Shown("mnist/drawing.png", "input"), List.of("mnist draw", "mnist test"),
                    List.of("draw.png", "mistakes.png"),
                    List.of(new Shown("draw.png", "what the network sees, its feature maps, its answer"),
                            new Shown("weights-loss.png", "mnist train: loss per batch, over ten epochs"),
                            new Shown("mistakes.png", "mnist test: mistakes; the wrong answer in red"))));

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Lessons</title>
            <style>
            body { font: 16px/1.5 sans-serif; color: #222; background: #fff; margin: 2em auto; max-width: 100em; padding: 0 1em; }
            .lesson { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) minmax(0, 5fr); gap: 1.5em; }
            .idea { max-width: 50em; }
            figure { margin: 0 0 1em; }
            figcaption { font-size: 14px; color: #555; }
            img { max-width: 100%; height: auto; border: 1px solid #ccc; }
            pre { margin: 0; padding: .7em 1em; background: #f6f6f4; border: 1px solid #ddd; overflow: auto; font-size: 13px; line-height: 1.4; }
            .code { max-height: 44em; }
            .run { margin-bottom: 1em; }
            .comment { color: #477347; }
            .keyword { color: #8a2252; }
            h2 { margin-top: 2em; border-top: 1px solid #ccc; padding-top: .7em; }
            @media (max-width: 70em) { .lesson { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .source { grid-column: 1 / 3; } }
            </style>
            </head>
            <body>
            <h1>Lessons</h1>
            <p class="idea">Classical vision and a first neural network, one file per lesson, in plain Java. Each lesson shows its input,
            its output and its code. <a href="README.md">README</a></p>
            """;

    /** Comments precede keywords, so that words in comments are not highlighted. */
    private static final Pattern HIGHLIGHTED = Pattern.compile("(/\\*\\*.*?\\*/|//[^\\n]*)|(&quot;.*?&quot;)"
            + "|\\b(final|class|record|enum|static|private|int|double|long|byte|boolean|for|while|if|else|return|new|continue|switch|case|yield|void|this)\\b",
            Pattern.DOTALL);

    /**
     * Returns the page's text; writes the lessons' pictures to {@code out/LESSON/}.
     *
     * @param lessons the folder {@code lessons} of the repository
     */
    static String html(Path lessons, Path out) throws IOException {
        StringBuilder html = new StringBuilder(HEAD);
        html.append("<p>").append(ENTRIES.stream().map(entry -> "<a href=\"#" + entry.lesson + "\">" + entry.lesson + "</a>")
                .collect(Collectors.joining(" · "))).append("</p>\n");
        for (Entry entry : ENTRIES) {
            html.append(html(entry, lessons, out));
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static String html(Entry entry, Path lessons, Path out) throws IOException {
        String[] readme = Files.readString(lessons.resolve(entry.lesson).resolve("README.md")).split("\n\n", 3);
        String source = "src/main/java/resnet50/lessons/" + entry.source;
        String code = Files.readString(lessons.resolve(source));
        StringBuilder html = new StringBuilder();
        html.append("<h2 id=\"").append(entry.lesson).append("\">").append(escape(readme[0].substring("# ".length()))).append("</h2>\n");
        html.append("<p class=\"idea\">").append(escape(readme[1]).replaceAll("`(.*?)`", "<code>$1</code>"))
                .append(" <a href=\"").append(entry.lesson).append("/README.md\">README</a></p>\n");
        html.append("<div class=\"lesson\">\n<div>\n").append(figure(entry.input, "")).append("</div>\n<div>\n");
        html.append("<pre class=\"run\">").append(escape(runAll(entry, out))).append("</pre>\n");
        for (Shown output : entry.outputs) {
            html.append(figure(output, entry.lesson + "/"));
        }
        html.append("</div>\n<div class=\"source\">\n<a href=\"").append(source).append("\">").append(entry.source).append("</a>\n");
        return html.append("<pre class=\"code\">").append(highlight(escape(theLesson(code)))).append("</pre>\n</div>\n</div>\n").toString();
    }

    /**
     * Runs the lesson's commands. Returns commands and output as in a terminal, without the lines about written files.
     */
    private static String runAll(Entry entry, Path out) throws IOException {
        Files.createDirectories(out.resolve(entry.lesson));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < entry.commands.size(); i++) {
            List<String> words = new ArrayList<>(List.of(entry.commands.get(i).split(" ")));
            words.add("-o");
            words.add(out.resolve(entry.lesson).resolve(entry.outs.get(i)).toString());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Main.run(words, new PrintStream(bytes, true, StandardCharsets.UTF_8));
            text.append("$ java -jar lessons.jar ").append(entry.commands.get(i)).append('\n');
            bytes.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("wrote ")).forEach(line -> text.append(line).append('\n'));
        }
        return text.toString().stripTrailing();
    }

    /** Returns the code without imports and without the end of the class, which contains the command line. */
    private static String theLesson(String code) {
        int end = code.indexOf("    @Override\n    public String name()");
        String shown = code.substring(code.indexOf("/**"), end < 0 ? code.length() : end);
        return end < 0 ? shown : shown.stripTrailing() + "\n}";
    }

    private static String figure(Shown shown, String folder) {
        return "<figure><img src=\"" + folder + shown.file + "\" alt=\"" + escape(shown.caption) + "\"><figcaption>" + escape(shown.caption)
                + "</figcaption></figure>\n";
    }

    private static String highlight(String code) {
        return HIGHLIGHTED.matcher(code).replaceAll(match -> {
            String text = Matcher.quoteReplacement(match.group());
            String kind = match.group(1) != null ? "comment" : match.group(3) != null ? "keyword" : null;
            return kind == null ? text : "<span class=\"" + kind + "\">" + text + "</span>";
        });
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String idea() {
        return "writes the page of all lessons, from their sources in the folder lessons";
    }

    @Override
    public String usage() {
        return "[--lessons FOLDER]";
    }

    @Override
    public String optionsHelp() {
        return "--lessons lessons    the folder of the sources; index.html and LESSON/*.png are written to it";
    }

    @Override
    public void run(Options options, PrintStream out) throws IOException {
        Path lessons = Options.path(options.value("--lessons", "lessons"));
        options.doneWithoutPicture();
        if (!Files.isDirectory(lessons.resolve("src"))) {
            throw LessonException.noFile(lessons, "not the folder of the lessons' sources; give it with --lessons");
        }
        Path page = lessons.resolve("index.html");
        PictureFiles.writeBytes(page, html(lessons, lessons).getBytes(StandardCharsets.UTF_8));
        out.println("wrote " + page);
    }
}
