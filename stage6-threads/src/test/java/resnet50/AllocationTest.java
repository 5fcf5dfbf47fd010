package resnet50;

import resnet50.conformance.AllocationContract;

class AllocationTest extends AllocationContract {}
