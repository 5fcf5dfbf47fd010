package resnet50.text;

/** A text table of labels and values. Values are aligned and wrapped. No line is longer than 80 columns. */
public final class TextTable {
    static final int WIDTH = 80;
    private static final int LABEL_WIDTH = 24;
    private static final int VALUE_WIDTH = WIDTH - LABEL_WIDTH;

    private final StringBuilder text = new StringBuilder();

    /** Adds a heading, after an empty line unless it is the first line. */
    public TextTable heading(String heading) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(heading, 0, Math.min(heading.length(), WIDTH)).append('\n');
        return this;
    }

    /** @param value is wrapped between words, and within a word that is too long for a line */
    public TextTable row(String label, String value) {
        String rest = value.strip().isEmpty() ? "-" : value;
        String left = "  " + label;
        while (!rest.isEmpty()) {
            int end = lineEnd(rest);
            text.append(left)
                    .repeat(' ', Math.max(1, LABEL_WIDTH - left.length()))
                    .append(rest, 0, end)
                    .append('\n');
            left = "";
            rest = rest.substring(end).strip();
        }
        return this;
    }

    private static int lineEnd(String rest) {
        if (rest.length() <= VALUE_WIDTH) {
            return rest.length();
        }
        int space = rest.lastIndexOf(' ', VALUE_WIDTH);
        return space > 0 && !rest.substring(0, space).isBlank() ? space : VALUE_WIDTH;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
