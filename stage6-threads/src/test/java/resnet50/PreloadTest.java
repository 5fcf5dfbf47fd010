package resnet50;

import resnet50.conformance.PreloadContract;

class PreloadTest extends PreloadContract {}
