package resnet50.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Printable;
import resnet50.weights.Pickled.Storage;

/**
 * The table of contents of a file written by {@code torch.save} since version 1.6: a zip of a pickle and one entry per
 * storage.
 */
final class TorchZipFile {
    private static final String PICKLE = "data.pkl";
    private static final int MAX_ORDER_BYTES = 16;

    private TorchZipFile() {}

    /**
     * @param wanted which weights to use if there are several
     * @throws Malformed if the file is broken or was not written by torch
     */
    static NetworkTensors read(FileBytes file, Averaged wanted) {
        Map<String, ZipIndex.Entry> entries = ZipIndex.read(file);
        ZipIndex.Entry pickle = onlyPickle(entries);
        String prefix = pickle.name().substring(0, pickle.name().length() - PICKLE.length());
        if (entries.containsKey(prefix + "constants.pkl")) {
            throw new Malformed(
                    "is TorchScript, a program, not a dict of tensors",
                    "save its tensors in Python: torch.save(torch.jit.load(\"FILE\").state_dict(), \"weights.pth\")");
        }
        requireLittleEndian(file, entries.get(prefix + "byteorder"));
        TorchObjects torch = new TorchObjects();
        Unpickler.Result result = Unpickler.load(pickle.bytes(file), torch);
        if (result.length() != pickle.size()) {
            throw new Malformed("has something after the end of its pickle");
        }
        Map<String, FileBytes> storages = new HashMap<>();
        for (Storage storage : torch.storages().values()) {
            storages.put(storage.key(), bytes(file, storage, entries.get(prefix + "data/" + storage.key())));
        }
        return StateDict.tensors(result.value(), storages, wanted).withIgnored(torch.ignored());
    }

    private static ZipIndex.Entry onlyPickle(Map<String, ZipIndex.Entry> entries) {
        List<ZipIndex.Entry> pickles = new ArrayList<>();
        for (ZipIndex.Entry entry : entries.values()) {
            if (entry.name().equals(PICKLE) || entry.name().endsWith("/" + PICKLE)) {
                pickles.add(entry);
            }
        }
        if (pickles.isEmpty()) {
            throw OtherFiles.zip(entries.keySet());
        }
        if (pickles.size() != 1) {
            throw new Malformed("is a zip but not torch's: it has " + pickles.size() + " entries named */data.pkl",
                    "give a .pth or .safetensors file");
        }
        return pickles.getFirst();
    }

    private static void requireLittleEndian(FileBytes file, ZipIndex.Entry byteOrder) {
        if (byteOrder == null) {
            return;
        }
        long length = Math.min(byteOrder.size(), MAX_ORDER_BYTES);
        String order = LittleEndian.utf8(byteOrder.bytes(file), 0, length, "the byteorder entry");
        if (!order.equals("little")) {
            throw new Malformed("has byte order " + Printable.quote(order) + ", not little",
                    "save it on a little-endian machine");
        }
    }

    private static FileBytes bytes(FileBytes file, Storage storage, ZipIndex.Entry entry) {
        if (entry == null) {
            throw new Malformed("lacks the storage " + Printable.quote(storage.key()));
        }
        int size = storage.dtype().bytes();
        if (entry.size() % size != 0 || entry.size() / size != storage.elements()) {
            throw new Malformed("has " + entry.size() + " bytes in storage " + Printable.quote(storage.key()) + ", not "
                    + storage.elements() + " elements of " + size);
        }
        return entry.bytes(file);
    }
}
