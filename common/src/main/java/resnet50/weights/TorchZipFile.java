package resnet50.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Printable;
import resnet50.weights.Pickled.Storage;

/** The table of contents of what {@code torch.save} writes since 1.6: a zip of a pickle and one entry a storage. */
final class TorchZipFile {
    private static final String PICKLE = "/data.pkl";

    private TorchZipFile() {}

    /** Every tensor in the pickle's order; throws {@link Malformed}. */
    static List<StoredTensor> read(FileBytes file) {
        Map<String, ZipIndex.Entry> entries = ZipIndex.read(file);
        ZipIndex.Entry pickle = onlyPickle(entries);
        String prefix = pickle.name().substring(0, pickle.name().length() - PICKLE.length() + 1);
        requireLittleEndian(file, entries.get(prefix + "byteorder"));
        TorchObjects torch = new TorchObjects();
        Unpickler.Result result = Unpickler.load(file.slice(pickle.start(), pickle.size()), torch);
        if (result.length() != pickle.size()) {
            throw new Malformed("has something after the end of its pickle");
        }
        Map<String, Long> starts = new HashMap<>();
        for (Storage storage : torch.storages().values()) {
            starts.put(storage.key(), start(storage, entries.get(prefix + "data/" + storage.key())));
        }
        return StateDict.tensors(result.value(), starts);
    }

    private static ZipIndex.Entry onlyPickle(Map<String, ZipIndex.Entry> entries) {
        List<ZipIndex.Entry> pickles = new ArrayList<>();
        for (ZipIndex.Entry entry : entries.values()) {
            if (entry.name().endsWith(PICKLE)) {
                pickles.add(entry);
            }
        }
        if (pickles.size() != 1) {
            String what = pickles.isEmpty() ? "no */data.pkl" : pickles.size() + " entries named */data.pkl";
            throw new Malformed("is a zip but not torch's: it has " + what, "give a .pth or .safetensors file");
        }
        return pickles.getFirst();
    }

    private static void requireLittleEndian(FileBytes file, ZipIndex.Entry byteOrder) {
        if (byteOrder == null) {
            return;
        }
        // no longer than either of the two words
        long length = Math.min(byteOrder.size(), 16);
        String order = LittleEndian.utf8(file, byteOrder.start(), length, "the byteorder entry");
        if (!order.equals("little")) {
            throw new Malformed("has byte order " + Printable.quote(order) + ", not little",
                    "save it on a little-endian machine");
        }
    }

    private static long start(Storage storage, ZipIndex.Entry entry) {
        if (entry == null) {
            throw new Malformed("lacks the storage " + Printable.quote(storage.key()));
        }
        int size = storage.dtype().bytes();
        if (entry.size() % size != 0 || entry.size() / size != storage.elements()) {
            throw new Malformed("has " + entry.size() + " bytes in storage " + Printable.quote(storage.key()) + ", not "
                    + storage.elements() + " elements of " + size);
        }
        return entry.start();
    }
}
