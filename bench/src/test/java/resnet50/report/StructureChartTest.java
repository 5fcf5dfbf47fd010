package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import resnet50.core.Architecture;

class StructureChartTest {
    private static final Pattern BLOCK = Pattern.compile("<rect[^>]*><title>layer[0-9]\\.[0-9]+: ");
    private static final Pattern EDGE = Pattern.compile(" (x|x1|x2)=\"([-0-9.]+)\"(?: y=\"[-0-9.]+\" width=\"([0-9.]+)\")?");

    @ParameterizedTest
    @MethodSource("resnet50.core.Architecture#family")
    void everyNetworkFitsEveryWidth(Architecture architecture) throws Exception {
        StructureChart chart = new StructureChart(architecture, 224);
        for (int width : new int[] {Chart.WIDE, Chart.NARROW}) {
            String svg = chart.svg(width).inline();
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertEquals(architecture.layers().stream().mapToInt(n -> n).sum(), BLOCK.matcher(svg).results().count());
            for (MatchResult edge : EDGE.matcher(svg).results().toList()) {
                double left = Double.parseDouble(edge.group(2));
                double right = left + (edge.group(3) == null ? 0 : Double.parseDouble(edge.group(3)));
                assertTrue(left >= 0 && right <= width, edge.group());
            }
        }
    }
}
