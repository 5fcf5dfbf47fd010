package resnet50.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import resnet50.label.Labels;
import resnet50.label.Softmax;
import resnet50.label.TopK;
import resnet50.picture.Exif;
import resnet50.picture.PictureFiles;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;

/** Labels pictures as a stage's jar does, by ONNX Runtime: what whole processes take can be compared. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar peers.jar label [OPTIONS] PICTURE|FOLDER...",
        synopsisHeading = "",
        description = {
            "Labels pictures, read and preprocessed by the same code as a stage's. With several threads, each has a picture and a"
                    + " session of its own. Give --model, or the export of the weights is timed with it."
        })
final class PeerLabels implements Callable<Integer> {
    @ParentCommand
    private Peers root;

    @Mixin
    private PeerOptions options;

    @Parameters(paramLabel = "PICTURE|FOLDER", arity = "1..*", description = "Files, and folders of files.")
    private List<String> names;

    @Override
    public Integer call() throws InterruptedException {
        List<String> pictures = PictureFiles.expand(names);
        String[] labels = new String[pictures.size()];
        AtomicInteger next = new AtomicInteger();
        Thread[] threads = new Thread[Math.min(options.threads(), labels.length)];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().start(() -> labelSome(pictures, labels, next));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < labels.length; i++) {
            System.out.println(pictures.get(i) + labels[i]);
        }
        return 0;
    }

    private void labelSome(List<String> pictures, String[] labels, AtomicInteger next) {
        try (OnnxRuntime runtime = options.loadForOneThread()) {
            PictureReader reader = new PictureReader(Exif.APPLY, false, root.messages()::note);
            Preprocessor standard = Preprocessor.STANDARD;
            Preprocessor preprocessor = new Preprocessor(standard.resize(), runtime.size(), standard.mode());
            float[] logits = new float[runtime.classes()];
            for (int i = next.getAndIncrement(); i < labels.length; i = next.getAndIncrement()) {
                runtime.setInput(0, preprocessor.input(reader.read(Path.of(pictures.get(i)))));
                runtime.run(logits);
                labels[i] = label(logits);
            }
        }
    }

    private static String label(float[] logits) {
        int best = TopK.indices(logits, 1)[0];
        Labels labels = Labels.imageNet();
        String label = logits.length == labels.size() ? labels.label(best) : Integer.toString(best);
        return String.format(Locale.ROOT, "  %.2f %%  %s", 100 * Softmax.of(logits)[best], label);
    }
}
