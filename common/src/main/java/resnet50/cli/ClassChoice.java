package resnet50.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.label.Labels;

/** Finds the class that {@code --class} names. */
final class ClassChoice {
    private ClassChoice() {}

    /**
     * Returns the index of a class.
     *
     * @param wanted  a name in any case, a WordNet ID, or an index from 0. A name precedes an index, for names that are
     *                numbers
     * @param classes number of classes
     * @throws UserException usage: there is no such class, or there are several
     */
    static int index(String wanted, Labels labels, int classes) {
        List<Integer> named = matching(classes, i -> labels.label(i).equalsIgnoreCase(wanted));
        if (named.size() > 1) {
            throw refused(wanted, "is the name of the classes "
                    + named.stream().map(String::valueOf).collect(Collectors.joining(" and ")) + "; give the index");
        }
        if (named.size() == 1) {
            return named.getFirst();
        }
        List<Integer> withId = matching(classes, i -> !wanted.isEmpty() && labels.wnid(i).equalsIgnoreCase(wanted));
        if (!withId.isEmpty()) {
            return withId.getFirst();
        }
        OptionalInt number = number(wanted);
        if (number.isPresent() && number.getAsInt() < classes) {
            return number.getAsInt();
        }
        throw refused(wanted, "is no class; " + remedy(wanted, labels, classes));
    }

    private static List<Integer> matching(int classes, IntPredicate predicate) {
        return IntStream.range(0, classes).filter(predicate).boxed().toList();
    }

    private static OptionalInt number(String text) {
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static String remedy(String wanted, Labels labels, int classes) {
        List<String> names = IntStream.range(0, labels.size()).mapToObj(labels::label).toList();
        String lower = wanted.toLowerCase(Locale.ROOT);
        return Suggestions.nearest(lower, names)
                .or(() -> names.stream().filter(name -> !lower.isBlank() && name.toLowerCase(Locale.ROOT).contains(lower)).findFirst())
                .map(name -> "did you mean " + name + "?")
                .orElse("give a name, a WordNet ID or an index from 0 to " + (classes - 1));
    }

    private static UserException refused(String wanted, String why) {
        return new UserException(ExitCode.USAGE, "--class " + wanted + " " + why);
    }
}
