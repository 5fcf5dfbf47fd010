package resnet50.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import resnet50.picture.Exif;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.testing.TestData;

/**
 * An evaluation picture with PyTorch's label.
 *
 * @param top1 PyTorch's top-1 class
 */
record EvalPicture(Path path, int top1) {
    /** @param index 0 to 99 */
    static EvalPicture at(int index) {
        try {
            String[] cells = Files.readAllLines(TestData.eval("reference-top5.csv")).get(index + 1).split(",", -1);
            int top1 = Integer.parseInt(cells[2].substring(0, cells[2].indexOf(':')));
            return new EvalPicture(TestData.eval("images").resolve(cells[0]), top1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** [224][224][3] */
    float[] input() {
        return Preprocessor.STANDARD.input(new PictureReader(Exif.IGNORE, false, note -> {}).read(path));
    }
}
