package resnet50;

import resnet50.algorithms.WinogradConv;
import resnet50.conformance.WinogradErrorContract;

class WinogradErrorTest extends WinogradErrorContract {
    WinogradErrorTest() {
        super(WinogradConv.PROPERTY);
    }
}
