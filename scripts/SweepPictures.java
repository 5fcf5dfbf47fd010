import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import resnet50.core.UserException;
import resnet50.picture.Exif;
import resnet50.picture.Picture;
import resnet50.picture.PictureReader;

/**
 * The Java half of {@code sweep-pictures.py}: decodes the pictures named on standard input, one path per line.
 *
 * <p>Answers each path on standard output: a text (length in bytes, UTF-8), width, height, [height][width][3] bytes.
 * The text contains the notes, or, if the width is 0, the error.
 */
public final class SweepPictures {
    private SweepPictures() {}

    public static void main(String[] args) throws IOException {
        var names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new DataOutputStream(System.out);
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            List<String> notes = new ArrayList<>();
            try {
                Picture picture = new PictureReader(Exif.APPLY, args.length > 0, notes::add).read(name);
                answer(out, String.join(" | ", notes), picture.width(), picture.height(), picture.rgb());
            } catch (UserException e) {
                answer(out, e.getMessage(), 0, 0, new byte[0]);
            } catch (RuntimeException e) {
                answer(out, "TRACE " + e, 0, 0, new byte[0]);
            }
            out.flush();
        }
    }

    private static void answer(DataOutputStream out, String text, int width, int height, byte[] rgb) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
        out.writeInt(width);
        out.writeInt(height);
        out.write(rgb);
    }
}
