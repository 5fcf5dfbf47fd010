package resnet50;

import resnet50.conformance.VectorCodeContract;

class VectorCodeTest extends VectorCodeContract {}
