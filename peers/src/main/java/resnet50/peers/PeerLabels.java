package resnet50.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import resnet50.picture.PictureFiles;

/** Labels pictures as a stage's jar does, with ONNX Runtime, to compare the times of whole processes. */
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
        List<Path> pictures = PictureFiles.expand(names).stream().map(Path::of).toList();
        String[] lines = new String[pictures.size()];
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (OnnxRuntime runtime : options.loadOnePerThread()) {
            threads.add(Thread.ofPlatform().start(() -> labelSome(runtime, pictures, lines, next)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (String line : lines) {
            System.out.println(line);
        }
        return 0;
    }

    private void labelSome(OnnxRuntime runtime, List<Path> pictures, String[] lines, AtomicInteger next) {
        try (runtime) {
            float[] logits = new float[runtime.classes()];
            for (int i = next.getAndIncrement(); i < lines.length; i = next.getAndIncrement()) {
                runtime.setInput(0, root.read(pictures.get(i), runtime.size()));
                runtime.run(logits);
                lines[i] = Peers.line(pictures.get(i), logits);
            }
        }
    }
}
