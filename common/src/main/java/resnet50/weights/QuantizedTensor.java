package resnet50.weights;

import resnet50.core.TensorInfo;

/**
 * A product-quantized tensor: its elements in C order are the concatenation of one codebook row per code.
 *
 * @param info     name and shape of the expanded tensor; its dtype is the codebook's
 * @param codes    [O][J], {@code U8} or {@code I16}: rows of the codebook
 * @param codebook [C][B], {@code F16}; O·J·B is the number of elements
 */
record QuantizedTensor(TensorInfo info, StoredTensor codes, StoredTensor codebook) implements TensorData {
    /** Returns C, the number of rows of the codebook. */
    int centroids() {
        return Math.toIntExact(codebook.info().shape().getFirst());
    }

    /** Returns B, the number of elements that a code represents. */
    int block() {
        return Math.toIntExact(codebook.info().shape().getLast());
    }
}
