package resnet50.cli;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import resnet50.cli.PictureResult.Failed;
import resnet50.cli.PictureResult.Features;

/** Prints feature vectors as tables: one row per picture, errors included, so that rows and pictures correspond. */
interface FeatureWriter extends ResultWriter {
    /**
     * RFC 4180: the name, the error if there is one, then one column per feature, in the shortest decimals that give
     * the same float.
     */
    final class Csv implements FeatureWriter {
        private final PrintStream out;
        private final int features;

        Csv(PrintStream out, int features) {
            this.out = out;
            this.features = features;
            List<String> header = new ArrayList<>(List.of("picture", "error"));
            for (int i = 0; i < features; i++) {
                header.add("f" + i);
            }
            ResultWriter.Csv.print(out, header);
        }

        @Override
        public void write(PictureResult result) {
            List<String> row = new ArrayList<>(features + 2);
            row.add(result.picture());
            row.add(result instanceof Failed failed ? failed.message() : "");
            for (int i = 0; i < features; i++) {
                row.add(result instanceof Features(_, float[] values) ? Float.toString(values[i]) : "");
            }
            ResultWriter.Csv.print(out, row);
        }
    }

    /** NumPy's format 1.0: a matrix of little-endian floats. The row of a picture that failed is NaN. */
    final class Npy implements FeatureWriter {
        private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
        private static final int ALIGNMENT = 64;

        private final PrintStream out;
        private final int features;

        /** @param rows number of pictures, which the header states */
        Npy(PrintStream out, int rows, int features) {
            this.out = out;
            this.features = features;
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + features + "), }";
            int length = MAGIC.length + 2 + header.length() + 1;
            String padded = header + " ".repeat(Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT - length) + "\n";
            ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length + 2 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(MAGIC).putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
            print(bytes.array());
        }

        @Override
        public void write(PictureResult result) {
            float[] row = new float[features];
            if (result instanceof Features(_, float[] values)) {
                System.arraycopy(values, 0, row, 0, features);
            } else {
                Arrays.fill(row, Float.NaN);
            }
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * features).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(row);
            print(bytes.array());
        }

        private void print(byte[] bytes) {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }
}
