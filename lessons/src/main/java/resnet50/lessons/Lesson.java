package resnet50.lessons;

import java.io.IOException;
import java.io.PrintStream;

/** A lesson, as the command line sees it. */
interface Lesson {
    /** Returns the word that selects the lesson, such as {@code mean-blur}. */
    String name();

    /** Returns one line for the list of lessons. */
    String idea();

    /** Returns the words after the lesson's name, for the help. */
    default String usage() {
        return "[IN] [-o OUT.png]" + (optionsHelp().isEmpty() ? "" : " [OPTIONS]");
    }

    /** Returns the lesson's own options, one per line; empty if it has none. */
    default String optionsHelp() {
        return "";
    }

    /** Runs the lesson, writes its pictures and prints its results. */
    void run(Options options, PrintStream out) throws IOException;
}
