package resnet50;

import resnet50.process.EvalContract;

class EvalIT extends EvalContract {}
