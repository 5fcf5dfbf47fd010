package resnet50;

import resnet50.process.BenchAllocationContract;

class AllocationIT extends BenchAllocationContract {}
