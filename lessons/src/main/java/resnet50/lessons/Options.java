package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/** The words after the lesson's name. A lesson takes its own options, calls {@link #done}, and reads and writes pictures. */
final class Options {
    private final List<String> words = new ArrayList<>();
    private final String defaultPicture;
    private final Path out;
    private Path in;

    /**
     * Options of a lesson.
     *
     * @param defaultPicture name of a built-in picture, for use if the user gives none
     */
    Options(List<String> args, String defaultPicture) {
        for (String arg : args) {
            int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
            if (equals > 0) {
                words.add(arg.substring(0, equals));
                words.add(arg.substring(equals + 1));
            } else {
                words.add(arg);
            }
        }
        this.defaultPicture = defaultPicture;
        String name = value("-o", null);
        out = name == null ? null : path(name);
        if (out != null && (out.getFileName() == null || name.isEmpty())) {
            throw LessonException.usage("-o needs the name of a file");
        }
    }

    /** Takes the next word, which must be one of these. */
    String action(String... actions) {
        if (words.isEmpty() || !Arrays.asList(actions).contains(words.get(0))) {
            throw LessonException.usage("one of " + String.join(", ", actions) + " is missing");
        }
        return words.remove(0);
    }

    boolean flag(String name) {
        return words.remove(name);
    }

    String value(String name, String otherwise) {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == words.size()) {
            throw LessonException.usage(name + " needs a value");
        }
        words.remove(at);
        return words.remove(at);
    }

    String word(String name, String otherwise, String... allowed) {
        String value = value(name, otherwise);
        if (!Arrays.asList(allowed).contains(value)) {
            throw LessonException.usage(name + " " + value + ": give one of " + String.join(", ", allowed));
        }
        return value;
    }

    int integer(String name, int otherwise, int min, int max) {
        String value = value(name, String.valueOf(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported like a number out of range
        }
        throw LessonException.usage(name + " " + value + ": give a whole number from " + min + " to " + max);
    }

    double number(String name, double otherwise, double min, double max) {
        String value = value(name, String.valueOf(otherwise));
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported like a number out of range
        }
        throw LessonException.usage(name + " " + value + ": give a number from " + min + " to " + max);
    }

    /** Ends the parsing after all options of the lesson are taken. The remaining word is the picture. */
    void done() {
        for (String word : words) {
            if (word.startsWith("-")) {
                throw LessonException.usage(word + ": no such option");
            }
        }
        if (words.size() > 1) {
            throw LessonException.usage(words.get(1) + ": one picture is enough");
        }
        in = words.isEmpty() ? null : path(words.get(0));
    }

    /** Ends the parsing for a lesson that reads no picture. */
    void doneWithoutPicture() {
        done();
        if (in != null) {
            throw LessonException.usage(in + ": no picture is needed");
        }
    }

    /** Returns the user's picture, or the built-in picture. */
    Picture picture() throws IOException {
        return in == null ? PictureFiles.readOwn(defaultPicture) : PictureFiles.read(in);
    }

    /** Returns the picture's name, for messages. */
    String pictureName() {
        return in == null ? defaultPicture : in.toString();
    }

    /** Returns the output file. If the lesson's default name ends in .png, the user's name must, too. */
    Path out(String otherwise) {
        if (out == null) {
            return path(otherwise);
        }
        if (otherwise.endsWith(".png") && !out.toString().endsWith(".png")) {
            throw LessonException.usage("-o " + out + ": pictures are written as PNG, give a name that ends in .png");
        }
        return out;
    }

    /** Writes a picture and logs the file name. */
    void write(Path file, Picture picture, PrintStream log) throws IOException {
        if (in != null && Files.exists(file) && Files.isSameFile(in, file)) {
            throw LessonException.usage(file + ": would replace the input, give another name with -o");
        }
        PictureFiles.write(file, picture);
        log.println("wrote " + file);
    }

    /** Returns the file beside OUT with its name and a suffix: {@code cat-1-smooth.png} beside {@code cat.png}. */
    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("(\\.[^.]*)?$", Matcher.quoteReplacement(suffix)));
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw LessonException.noFile(name, "not a file name here; check the name");
        }
    }
}
