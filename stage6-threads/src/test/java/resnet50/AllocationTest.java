package resnet50;

import resnet50.conformance.AllocationContract;

class AllocationTest extends AllocationContract {
    AllocationTest() {
        super(
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=CompileThresholdScaling,resnet50.kernel_*::run,0.001",
                "-XX:CompileCommand=dontinline,resnet50.*::run",
                "--add-exports=java.base/jdk.internal.vm.vector=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-XX:-DontCompileHugeMethods",
                "-XX:Tier3DelayOn=1000");
    }
}
