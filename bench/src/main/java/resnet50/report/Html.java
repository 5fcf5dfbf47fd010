package resnet50.report;

import java.util.List;
import resnet50.core.Printable;
import resnet50.environment.Environment;
import resnet50.measure.ReportParts;

/** Building blocks of HTML pages. */
final class Html {
    private Html() {}

    /** Escapes text for element content and quoted attribute values; unprintable characters become question marks. */
    static String escape(String data) {
        return Printable.text(data)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** @param body HTML */
    static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + escape(title) + "</title>\n<style>\n"
                + ChartColor.css() + PageStyle.CSS + "</style>\n</head>\n<body>\n<main>\n" + body + "</main>\n</body>\n</html>\n";
    }

    /** @param body HTML */
    static String section(String heading, String body) {
        return "<section>\n<h2>" + escape(heading) + "</h2>\n" + body + "</section>\n";
    }

    static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>\n";
    }

    /** A paragraph in small print. */
    static String remark(String text) {
        return "<p class=\"remark\">" + escape(text) + "</p>\n";
    }

    static String list(List<String> sentences) {
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
    static String table(List<String> head, String rows) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        head.forEach(cell -> html.append("<th scope=\"col\">").append(escape(cell)).append("</th>"));
        return html + "</tr></thead>\n<tbody>\n" + rows + "</tbody>\n</table></div>\n";
    }

    /** @param cells HTML */
    static String row(String cssClass, List<String> cells) {
        StringBuilder html = new StringBuilder("<tr class=\"" + cssClass + "\">");
        html.append("<th scope=\"row\">").append(cells.getFirst()).append("</th>");
        cells.subList(1, cells.size()).forEach(cell -> html.append("<td>").append(cell).append("</td>"));
        return html.append("</tr>\n").toString();
    }

    /** The machine and the JVM as a table. */
    static String environment(Environment environment) {
        StringBuilder rows = new StringBuilder();
        ReportParts.environment(environment).forEach((label, value) -> rows.append(row("", List.of(escape(label), escape(value)))));
        return "<table class=\"plain\"><tbody>\n" + rows + "</tbody></table>\n";
    }

    /** A chart in two versions, for wide screens and for phones; CSS shows one of them. */
    static String chart(Chart chart) {
        return "<figure class=\"wide\">\n" + chart.svg(Chart.WIDE).inline() + "</figure>\n<figure class=\"narrow\">\n"
                + chart.svg(Chart.NARROW).inline() + "</figure>\n";
    }
}
