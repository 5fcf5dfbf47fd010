package resnet50.explain;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import resnet50.api.Explanation;
import resnet50.api.Prediction;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.page.Html;
import resnet50.page.ReportFile;

/**
 * A folder with one HTML page, {@code index.html}, of all explanations of a run, and the panels as JPEG files beside it. Used by one
 * thread.
 */
public final class ExplanationPage {
    /** Name of the page in its folder. */
    public static final String NAME = "index.html";

    private static final String TITLE = "Why these labels";
    private static final String MARK = "<title>" + TITLE + "</title>";

    private final Path folder;
    private final StringBuilder entries = new StringBuilder();
    private int pictures; // failed ones included, so that the names of images follow the order of the pictures

    /**
     * Creates the folder if necessary.
     *
     * @throws UserException no input: the folder cannot be made or written to; usage: it has another page of this name
     */
    public ExplanationPage(Path folder) {
        this.folder = folder;
        Path page = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.NO_INPUT, folder + ": cannot be made a folder (" + e.getMessage() + "); check the path and its permissions", e);
        }
        ReportFile.check(page);
        OwnFiles.check(page, MARK);
    }

    /**
     * Adds a picture and writes its panels.
     *
     * @param picture name of the picture
     * @throws UserException no input: a panel cannot be written
     */
    public void add(String picture, ExplanationDrawing drawing) {
        pictures++;
        Explanation e = drawing.explanation();
        String shown = Html.escape(e.shown().label());
        String rival = Html.escape(e.rival().label());
        entries.append("<section>\n<h2>").append(Html.escape(picture)).append("</h2>\n<div class=\"panels\">\n")
                .append(panel("seen", drawing.seen(), "as the network sees it, " + e.seen().width() + "x" + e.seen().height()))
                .append(panel("map", drawing.heat(), "<b>" + shown + "</b>, " + percent(e.shown())))
                .append(panel(
                        "difference",
                        drawing.difference(),
                        "<b>" + shown + "</b> against <b>" + rival + "</b>, " + percent(e.rival())))
                .append("</div>\n<p>");
        entries.append(e.predictions().stream().map(p -> Html.escape(p.label()) + " " + percent(p)).collect(Collectors.joining(" · ")));
        entries.append("</p>\n</section>\n");
    }

    /**
     * Adds a picture without labels.
     *
     * @param message what is wrong with it
     */
    public void addFailed(String picture, String message) {
        pictures++;
        entries.append(Html.section(picture, "<p class=\"bad\">" + Html.escape(message) + "</p>\n"));
    }

    /** HTML that is not wrapped. */
    private static String percent(Prediction prediction) {
        return ExplanationPng.percent(prediction).replace(" ", "&nbsp;");
    }

    /** @param caption HTML */
    private String panel(String kind, BufferedImage image, String caption) {
        String name = String.format(Locale.ROOT, "%04d-%s.jpg", pictures, kind);
        ReportFile.write(folder.resolve(name), Images.jpeg(image));
        return "<figure><img src=\"" + name + "\" width=\"" + ExplanationDrawing.SIDE + "\" height=\"" + ExplanationDrawing.SIDE
                + "\" loading=\"lazy\" alt=\"" + kind + "\"><figcaption>" + caption + "</figcaption></figure>\n";
    }

    /**
     * Writes the page.
     *
     * @throws UserException no input: it cannot be written
     */
    public void write() {
        String body = "<h1>" + TITLE + "</h1>\n"
                + Html.remark("Class activation maps (Zhou et al., CVPR 2016), exact for this family of networks: the mean of a map plus"
                        + " the class's bias is the logit. Second panel: the lighter a region, the more it speaks for the label. Third"
                        + " panel: orange regions speak for the label, purple ones for its rival.")
                + entries;
        ReportFile.write(folder.resolve(NAME), Html.page(TITLE, body));
    }
}
