package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;

/** A lesson, as the command line sees it. */
interface Lesson {
    /** The word that selects the lesson: {@code mean-blur}. */
    String name();

    /** One line for the list of lessons. */
    String idea();

    /** The words after the lesson's name. */
    default String usage() {
        return "[IN] [-o OUT.png]" + (optionsHelp().isEmpty() ? "" : " [OPTIONS]");
    }

    /** The lesson's own options, one line each; empty if it has none. */
    default String optionsHelp() {
        return "";
    }

    /** Runs the lesson, writes its pictures and prints what it found. */
    void run(Options options, PrintStream out) throws IOException;
}
