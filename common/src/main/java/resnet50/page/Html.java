package resnet50.page;

import java.util.List;
import resnet50.core.Printable;

/** Building blocks of HTML pages. */
public final class Html {
    private Html() {}

    /** Escapes text for element content and quoted attribute values; unprintable characters become question marks. */
    public static String escape(String data) {
        return Printable.text(data)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** @param body HTML */
    public static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + escape(title) + "</title>\n<style>\n"
                + ChartColor.css() + PageStyle.CSS + "</style>\n</head>\n<body>\n<main>\n" + body + "</main>\n</body>\n</html>\n";
    }

    /** @param body HTML */
    public static String section(String heading, String body) {
        return "<section>\n<h2>" + escape(heading) + "</h2>\n" + body + "</section>\n";
    }

    public static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>\n";
    }

    /** A paragraph in small print. */
    public static String remark(String text) {
        return "<p class=\"remark\">" + escape(text) + "</p>\n";
    }

    public static String list(List<String> sentences) {
        StringBuilder html = new StringBuilder("<ul>\n");
        sentences.forEach(sentence -> html.append("<li>").append(escape(sentence)).append("</li>\n"));
        return html.append("</ul>\n").toString();
    }

    /**
     * A table that scrolls horizontally if it is wider than the screen.
     *
     * @param head texts; the first column holds words, the others numbers
     * @param rows HTML, {@code <tr>} elements
     */
    public static String table(List<String> head, String rows) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        head.forEach(cell -> html.append("<th scope=\"col\">").append(escape(cell)).append("</th>"));
        return html + "</tr></thead>\n<tbody>\n" + rows + "</tbody>\n</table></div>\n";
    }

    /** @param cells HTML */
    public static String row(String cssClass, List<String> cells) {
        StringBuilder html = new StringBuilder("<tr class=\"" + cssClass + "\">");
        html.append("<th scope=\"row\">").append(cells.getFirst()).append("</th>");
        cells.subList(1, cells.size()).forEach(cell -> html.append("<td>").append(cell).append("</td>"));
        return html.append("</tr>\n").toString();
    }
}
