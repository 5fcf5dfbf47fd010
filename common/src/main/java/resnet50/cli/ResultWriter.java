package resnet50.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import resnet50.api.Prediction;
import resnet50.cli.PictureResult.Failed;
import resnet50.cli.PictureResult.Labeled;
import resnet50.core.Printable;

/** Prints results in one of the output formats: one record a picture, errors too, each with the picture's name. */
interface ResultWriter {
    void write(PictureResult result);

    /** The formats, as {@code --format} names them. */
    enum Format {
        TEXT,
        JSON,
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param k how many labels a record has room for */
    static ResultWriter of(Format format, PrintStream out, int k) {
        return switch (format) {
            case TEXT -> new Text(out);
            case JSON -> new Json(out);
            case CSV -> new Csv(out, k);
        };
    }

    /** For people: the name, then a line a label. Errors are on standard error already. */
    record Text(PrintStream out) implements ResultWriter {
        @Override
        public void write(PictureResult result) {
            if (result instanceof Labeled(String picture, List<Prediction> predictions)) {
                out.println(Printable.text(picture));
                for (Prediction p : predictions) {
                    out.printf(Locale.ROOT, "  %6.2f %%  %s%n", 100 * p.probability(), p.label());
                }
            }
        }
    }

    /** JSON lines: an object a picture. */
    record Json(PrintStream out) implements ResultWriter {
        @Override
        public void write(PictureResult result) {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            record.put("picture", result.picture());
            switch (result) {
                case Labeled labeled -> {
                    ArrayNode array = record.putArray("predictions");
                    for (Prediction p : labeled.predictions()) {
                        array.addObject()
                                .put("index", p.index())
                                .put("wnid", p.wnid())
                                .put("label", p.label())
                                .put("probability", p.probability());
                    }
                }
                case Failed failed -> record.put("error", failed.message()).put("exitCode", failed.exitCode());
            }
            out.println(record);
        }
    }

    /** RFC 4180, a row a picture: the name, the error if there is one, then four columns a label. */
    final class Csv implements ResultWriter {
        private final PrintStream out;
        private final int k;

        Csv(PrintStream out, int k) {
            this.out = out;
            this.k = k;
            List<String> header = new ArrayList<>(List.of("picture", "error"));
            for (int rank = 1; rank <= k; rank++) {
                header.addAll(List.of("index" + rank, "wnid" + rank, "label" + rank, "probability" + rank));
            }
            print(header);
        }

        @Override
        public void write(PictureResult result) {
            List<String> row = new ArrayList<>();
            row.add(result.picture());
            row.add(result instanceof Failed failed ? failed.message() : "");
            if (result instanceof Labeled labeled) {
                for (Prediction p : labeled.predictions()) {
                    row.addAll(List.of(
                            Integer.toString(p.index()), p.wnid(), p.label(), String.format(Locale.ROOT, "%.6f", p.probability())));
                }
            }
            while (row.size() < 2 + 4 * k) {
                row.add("");
            }
            print(row);
        }

        private void print(List<String> cells) {
            out.print(resnet50.text.Csv.row(cells));
        }
    }
}
