package resnet50.page;

import java.util.Locale;

/** The colors of charts and pages, for light and dark backgrounds. */
public enum ChartColor {
    BACKGROUND("#ffffff", "#0d1117"),
    TEXT("#1f2328", "#e6edf3"),
    MUTED("#57606a", "#9aa4b0"),
    GRID("#d8dee4", "#30363d"),
    MARK("#1f6feb", "#58a6ff"),
    PEER("#b45309", "#f0a35e"),
    GOOD("#1a7f37", "#3fb950"),
    BAD("#cf222e", "#ff7b72"),
    SERIES_1("#6e7781", "#9aa4b0"),
    SERIES_2("#8c5a2b", "#d29a66"),
    SERIES_3("#b58900", "#e3b341"),
    SERIES_4("#0f8a5f", "#3fb68b"),
    SERIES_5("#1f6feb", "#58a6ff"),
    SERIES_6("#8b3fd9", "#bc8cff"),
    SERIES_7("#d6336c", "#ff7eb6");

    private final String light;
    private final String dark;

    ChartColor(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** @param number 1 to 6 for a stage, 7 for a peer */
    public static ChartColor series(int number) {
        return valueOf("SERIES_" + number);
    }

    /** The color on a white background. */
    public String light() {
        return light;
    }

    /** CSS class of filled shapes, such as {@code f-text}. */
    public String fill() {
        return "f-" + cssName();
    }

    /** CSS class of lines, such as {@code s-text}. */
    public String stroke() {
        return "s-" + cssName();
    }

    /**
     * CSS rules for these classes, and a variable such as {@code --text} for each color. Dark colors apply on screens in dark mode,
     * never in print. The classes do not use the variables, which some SVG viewers do not support.
     */
    public static String css() {
        StringBuilder lights = new StringBuilder();
        StringBuilder darks = new StringBuilder();
        for (ChartColor ink : values()) {
            lights.append(ink.rules(ink.light));
            darks.append(ink.rules(ink.dark));
        }
        return lights + "@media screen and (prefers-color-scheme: dark) {\n" + darks + "}\n";
    }

    private String rules(String color) {
        return ":root { --" + cssName() + ": " + color + "; } ." + fill() + " { fill: " + color + "; } ." + stroke()
                + " { stroke: " + color + "; }\n";
    }

    private String cssName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
