package resnet50;

import resnet50.process.JmhContract;

class JmhIT extends JmhContract {}
