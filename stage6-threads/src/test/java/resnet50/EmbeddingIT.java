package resnet50;

import resnet50.process.EmbeddingContract;

class EmbeddingIT extends EmbeddingContract {}
