package resnet50.onnx;

/**
 * Field numbers and constants of the ONNX format: {@code onnx.proto} of <a
 * href="https://github.com/onnx/onnx">github.com/onnx/onnx</a>, as far as a ResNet needs it. Each class stands for the
 * message of that name.
 */
final class Onnx {
    /** Version of the file format; 8 came with ONNX 1.12. */
    static final int IR_VERSION = 8;

    /** Version of the operators; 17 came with ONNX 1.12. */
    static final int OPSET = 17;

    private Onnx() {}

    static final class Model {
        static final int IR_VERSION = 1;
        static final int PRODUCER_NAME = 2;
        static final int DOC_STRING = 6;
        static final int GRAPH = 7;
        static final int OPSET_IMPORT = 8;

        private Model() {}
    }

    static final class OperatorSetId {
        static final int DOMAIN = 1;
        static final int VERSION = 2;

        private OperatorSetId() {}
    }

    static final class Graph {
        static final int NODE = 1;
        static final int NAME = 2;
        static final int INITIALIZER = 5;
        static final int INPUT = 11;
        static final int OUTPUT = 12;

        private Graph() {}
    }

    static final class Node {
        static final int INPUT = 1;
        static final int OUTPUT = 2;
        static final int NAME = 3;
        static final int OP_TYPE = 4;
        static final int ATTRIBUTE = 5;
        static final int DOMAIN = 7;

        private Node() {}
    }

    static final class Attribute {
        static final int NAME = 1;
        static final int F = 2;
        static final int I = 3;
        static final int S = 4;
        static final int T = 5;
        static final int INTS = 8;
        static final int TYPE = 20;
        static final int TYPE_FLOAT = 1;
        static final int TYPE_INT = 2;
        static final int TYPE_INTS = 7;

        private Attribute() {}
    }

    static final class Tensor {
        static final int DIMS = 1;
        static final int DATA_TYPE = 2;
        static final int FLOAT_DATA = 4;
        static final int NAME = 8;
        static final int RAW_DATA = 9;
        static final int DOUBLE_DATA = 10;
        static final int EXTERNAL_DATA = 13;
        static final int DATA_LOCATION = 14;
        static final int FLOAT = 1;
        static final int UINT8 = 2;
        static final int INT8 = 3;
        static final int INT32 = 6;

        private Tensor() {}
    }

    /** StringStringEntryProto. */
    static final class Entry {
        static final int KEY = 1;
        static final int VALUE = 2;

        private Entry() {}
    }

    static final class ValueInfo {
        static final int NAME = 1;
        static final int TYPE = 2;

        private ValueInfo() {}
    }

    static final class Type {
        static final int TENSOR_TYPE = 1;

        private Type() {}
    }

    static final class TensorType {
        static final int ELEM_TYPE = 1;
        static final int SHAPE = 2;

        private TensorType() {}
    }

    static final class Shape {
        static final int DIM = 1;

        private Shape() {}
    }

    static final class Dimension {
        static final int VALUE = 1;
        static final int PARAM = 2;

        private Dimension() {}
    }
}
