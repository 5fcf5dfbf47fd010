package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** {@code java -jar lessons.jar LESSON [IN] [-o OUT]}. */
public final class Main {
    private static final int INTERNAL = 1;
    private static final int NO_MEMORY = 71;

    static final List<Lesson> LESSONS = List.of(
            new Gray(), new Rgb(), new MeanBlur(), new GaussianBlur(), new Canny(), new Otsu(), new Mnist(), new Page());

    private Main() {
    }

    /** Ends the process with 0, or 1 internal error, 2 usage, 65 bad data, 66 missing file, 71 not enough memory. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            run(Arrays.asList(args), out);
            return 0;
        } catch (LessonException e) {
            err.println("lessons: " + e.getMessage());
            return e.exitCode();
        } catch (OutOfMemoryError e) {
            err.println("lessons: not enough memory for this picture; give a smaller one or java -Xmx4g");
            return NO_MEMORY;
        } catch (IOException | RuntimeException e) {
            err.println("lessons: internal error: " + e);
            return INTERNAL;
        }
    }

    /** Runs one lesson; {@code words} is the command line. */
    static void run(List<String> words, PrintStream out) throws IOException {
        boolean help = words.contains("--help") || words.contains("-h");
        if (words.isEmpty()) {
            throw LessonException.usage("no lesson given");
        }
        Lesson lesson = find(words.get(0));
        if (help) {
            out.print(lesson == null ? help() : help(lesson));
            return;
        }
        if (lesson == null) {
            throw LessonException.usage(words.get(0) + ": no such lesson");
        }
        String picture = lesson instanceof Mnist ? Mnist.DRAWING : "cat.png";
        lesson.run(new Options(words.subList(1, words.size()), picture), out);
    }

    private static Lesson find(String name) {
        for (Lesson lesson : LESSONS) {
            if (lesson.name().equals(name)) {
                return lesson;
            }
        }
        return null;
    }

    private static String help() {
        StringBuilder help = new StringBuilder("""
                Usage: java -jar lessons.jar LESSON [IN] [-o OUT] [OPTIONS]

                Lessons:
                """);
        for (Lesson lesson : LESSONS) {
            help.append(String.format("  %-14s %s%n", lesson.name(), lesson.idea()));
        }
        return help.append("""

                IN is a PNG, JPEG, GIF or BMP picture; without it, a picture in the jar is taken.
                OUT is a PNG picture; without it, LESSON.png in this folder.
                LESSON --help lists the options of a lesson, with their defaults.

                Exit codes: 0 ok, 1 internal error, 2 usage, 65 bad data, 66 missing file, 71 not enough memory.
                """).toString();
    }

    private static String help(Lesson lesson) {
        String usage = "Usage: java -jar lessons.jar " + lesson.name() + " " + lesson.usage() + "\n\n" + lesson.idea() + "\n";
        String options = lesson.optionsHelp();
        return options.isEmpty() ? usage : usage + "\n" + options.indent(2);
    }
}
