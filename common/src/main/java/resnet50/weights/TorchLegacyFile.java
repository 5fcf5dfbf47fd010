package resnet50.weights;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Printable;
import resnet50.weights.Pickled.Atom;
import resnet50.weights.Pickled.BigInt;
import resnet50.weights.Pickled.Dict;
import resnet50.weights.Pickled.Int;
import resnet50.weights.Pickled.Sequence;
import resnet50.weights.Pickled.Storage;
import resnet50.weights.Pickled.Text;

/**
 * The table of contents of a file written by {@code torch.save} before version 1.6. The file consists of pickles of a
 * magic number, a protocol version, the machine's properties, the object and the storages' keys. Each storage follows
 * as its number of elements and its bytes.
 */
final class TorchLegacyFile {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;
    private static final int LENGTH_BYTES = 8;

    private final FileBytes file;
    private final TorchObjects torch = new TorchObjects();
    private final Averaged wanted;
    private long position;

    private TorchLegacyFile(FileBytes file, Averaged wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /**
     * @param wanted which weights to use if there are several
     * @throws Malformed if the file is broken or was not written by torch
     */
    static NetworkTensors read(FileBytes file, Averaged wanted) {
        return new TorchLegacyFile(file, wanted).read();
    }

    private NetworkTensors read() {
        if (!(nextPickle() instanceof BigInt(BigInteger magic)) || !magic.equals(MAGIC)) {
            throw new Malformed("is a pickle but not torch's: it does not begin with torch's magic number", Malformed.SAVE);
        }
        if (!(nextPickle() instanceof Int(long protocol)) || protocol != PROTOCOL) {
            throw new Malformed("is a torch legacy file of a protocol other than " + PROTOCOL);
        }
        if (!(nextPickle() instanceof Dict machine) || machine.entries().get("little_endian") != Atom.TRUE) {
            throw new Malformed("has a byte order other than little", "save it on a little-endian machine");
        }
        Pickled root = nextPickle();
        Map<String, FileBytes> storages = storages(nextPickle());
        return StateDict.tensors(root, storages, wanted).withIgnored(torch.ignored());
    }

    private Pickled nextPickle() {
        Unpickler.Result result = Unpickler.load(file.slice(position, file.size() - position), torch);
        position += result.length();
        return result.value();
    }

    private Map<String, FileBytes> storages(Pickled keys) {
        if (!(keys instanceof Sequence(List<Pickled> list))) {
            throw new Malformed("lacks the list of its storages");
        }
        Map<String, FileBytes> found = new HashMap<>();
        for (Pickled item : list) {
            Storage storage = item instanceof Text(String key) ? torch.storages().get(key) : null;
            if (storage == null || found.containsKey(storage.key())) {
                throw new Malformed("lists a storage that no tensor has, or one twice");
            }
            found.put(storage.key(), next(storage));
        }
        if (found.size() != torch.storages().size()) {
            throw new Malformed("lacks " + (torch.storages().size() - found.size()) + " of its storages");
        }
        if (position != file.size()) {
            throw new Malformed("has " + (file.size() - position) + " bytes after its last storage");
        }
        return found;
    }

    private FileBytes next(Storage storage) {
        String quoted = Printable.quote(storage.key());
        if (file.size() - position < LENGTH_BYTES) {
            throw new Malformed("is cut off before storage " + quoted, "fetch it again");
        }
        long elements = LittleEndian.i64(file, position);
        if (elements != storage.elements()) {
            throw new Malformed("has " + elements + " elements in storage " + quoted + ", not " + storage.elements());
        }
        long start = position + LENGTH_BYTES;
        int size = storage.dtype().bytes();
        if (elements > (file.size() - start) / size) {
            throw new Malformed("is cut off in storage " + quoted, "fetch it again");
        }
        position = start + elements * size;
        return file.slice(start, elements * size);
    }
}
