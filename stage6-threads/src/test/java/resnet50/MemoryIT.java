package resnet50;

import resnet50.process.MemoryContract;

class MemoryIT extends MemoryContract {}
