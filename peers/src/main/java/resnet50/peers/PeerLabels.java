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

/** Labels pictures as a stage's jar does, with a peer, to compare the times of whole processes. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar peers.jar label [OPTIONS] PICTURE|FOLDER...",
        synopsisHeading = "",
        description = {
            "Labels pictures, read and preprocessed by the same code as a stage's. With several threads, each has a picture and a"
                    + " model of its own. Give --model, or the export of the weights is timed with it."
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
        for (Peer peer : options.loadOnePerThread()) {
            threads.add(Thread.ofPlatform().start(() -> labelSome(peer, pictures, lines, next)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (String line : lines) {
            System.out.println(line);
        }
        return 0;
    }

    private void labelSome(Peer peer, List<Path> pictures, String[] lines, AtomicInteger next) {
        try (peer) {
            float[] logits = new float[peer.classes()];
            for (int i = next.getAndIncrement(); i < lines.length; i = next.getAndIncrement()) {
                peer.setInput(0, root.read(pictures.get(i), peer.size()));
                peer.run(logits);
                lines[i] = Peers.line(pictures.get(i), logits);
            }
        }
    }
}
