package resnet50;

import resnet50.conformance.VectorCodeContract;

class VectorCodeTest extends VectorCodeContract {
    VectorCodeTest() {
        super("resnet50.Conv2d::dots", 256);
    }
}
