package resnet50.onnx;

import java.util.Locale;

/** How an ONNX graph states integer arithmetic. */
public enum Int8Form {
    /** Float operators between QuantizeLinear and DequantizeLinear, which a runtime joins to integer ones. */
    QDQ,
    /** Integer operators: QLinearConv, and of ONNX Runtime's own QLinearAdd, QLinearGlobalAveragePool and QGemm. */
    QOPERATOR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
