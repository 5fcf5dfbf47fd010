package resnet50.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import resnet50.api.Prediction;
import resnet50.cli.PictureResult.Explained;
import resnet50.cli.PictureResult.Failed;
import resnet50.cli.PictureResult.Features;
import resnet50.cli.PictureResult.Labeled;
import resnet50.core.Printable;
import resnet50.picture.Preprocessor;
import resnet50.preprocess.Preprocessing;

/**
 * Prints results in one of the output formats: one record per picture, including errors, each with the picture's name.
 */
interface ResultWriter {
    /** The label of a picture whose best label is below the threshold. */
    String UNKNOWN = "unknown";

    void write(PictureResult result);

    /** The formats, as {@code --format} names them. */
    enum Format {
        TEXT,
        JSON,
        CSV,
        NPY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For people: the name, then one line per label. Errors are on standard error already. */
    record Text(PrintStream out) implements ResultWriter {
        @Override
        public void write(PictureResult result) {
            if (result instanceof Labeled(String picture, List<Prediction> predictions, boolean unknown)) {
                out.println(Printable.text(picture));
                if (unknown) {
                    Prediction best = predictions.getFirst();
                    out.printf(Locale.ROOT, "  %s (%.2f %%  %s)%n", UNKNOWN, 100 * best.probability(), Printable.text(best.label()));
                    return;
                }
                for (Prediction p : predictions) {
                    out.printf(Locale.ROOT, "  %6.2f %%  %s%n", 100 * p.probability(), Printable.text(p.label()));
                }
            }
        }
    }

    /** JSON lines: one object per picture. */
    final class Json implements ResultWriter {
        private final PrintStream out;
        private final ObjectNode preprocessing;

        Json(PrintStream out, Preprocessing preprocessing) {
            this.out = out;
            this.preprocessing = node(preprocessing);
        }

        private static ObjectNode node(Preprocessing preprocessing) {
            Preprocessor p = preprocessing.preprocessor();
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("mode", p.mode().toString())
                    .put("resize", p.resize())
                    .put("crop", p.crop())
                    .put("interpolation", p.interpolation().toString());
            ArrayNode mean = node.putArray("mean");
            p.normalization().mean().forEach(mean::add);
            ArrayNode std = node.putArray("std");
            p.normalization().std().forEach(std::add);
            return node.put("source", preprocessing.source());
        }

        @Override
        public void write(PictureResult result) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("picture", result.picture());
            switch (result) {
                case Labeled labeled -> {
                    ArrayNode array = json.putArray("predictions");
                    for (Prediction p : labeled.predictions()) {
                        array.addObject()
                                .put("index", p.index())
                                .put("wnid", p.wnid())
                                .put("label", p.label())
                                .put("probability", p.probability());
                    }
                    if (labeled.unknown()) {
                        json.put(UNKNOWN, true);
                    }
                    json.set("preprocessing", preprocessing);
                }
                case Features features -> {
                    ArrayNode array = json.putArray("features");
                    for (float value : features.values()) {
                        array.add(value);
                    }
                    json.set("preprocessing", preprocessing);
                }
                case Explained explained -> throw new IllegalArgumentException(explained.picture() + ": drawings are files");
                case Failed failed -> json.put("error", failed.message()).put("exitCode", failed.exitCode());
            }
            out.println(json);
        }
    }

    /** RFC 4180, one row per picture: the name, the error if there is one, then four columns per label. */
    final class Csv implements ResultWriter {
        private final PrintStream out;
        private final int columns;

        /** @param k number of labels per row */
        Csv(PrintStream out, int k) {
            this.out = out;
            this.columns = 2 + 4 * k;
            List<String> header = new ArrayList<>(List.of("picture", "error"));
            for (int rank = 1; rank <= k; rank++) {
                header.addAll(List.of("index" + rank, "wnid" + rank, "label" + rank, "probability" + rank));
            }
            print(out, header);
        }

        @Override
        public void write(PictureResult result) {
            List<String> row = new ArrayList<>();
            row.add(result.picture());
            row.add(result instanceof Failed failed ? failed.message() : "");
            if (result instanceof Labeled labeled && labeled.unknown()) {
                row.addAll(List.of("", "", UNKNOWN, probability(labeled.predictions().getFirst())));
            } else if (result instanceof Labeled labeled) {
                for (Prediction p : labeled.predictions()) {
                    row.addAll(List.of(Integer.toString(p.index()), p.wnid(), p.label(), probability(p)));
                }
            }
            while (row.size() < columns) {
                row.add("");
            }
            print(out, row);
        }

        private static String probability(Prediction p) {
            return String.format(Locale.ROOT, "%.6f", p.probability());
        }

        static void print(PrintStream out, List<String> cells) {
            out.print(resnet50.text.Csv.row(cells));
        }
    }
}
