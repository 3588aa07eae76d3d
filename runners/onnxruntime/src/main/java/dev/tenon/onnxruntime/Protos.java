package dev.tenon.onnxruntime;

import com.google.protobuf.ByteString;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.proto.AttributeProto;
import dev.tenon.onnxruntime.proto.AttributeProto.AttributeType;
import dev.tenon.onnxruntime.proto.GraphProto;
import dev.tenon.onnxruntime.proto.TensorProto;
import dev.tenon.onnxruntime.proto.TensorShapeProto;
import dev.tenon.onnxruntime.proto.TypeProto;
import dev.tenon.onnxruntime.proto.ValueInfoProto;
import java.util.List;

/** Makes the small messages of the ONNX format. */
final class Protos {
  private Protos() {}

  static AttributeProto attribute(String name, long value) {
    return named(name, AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, float value) {
    return named(name, AttributeType.FLOAT).setF(value).build();
  }

  static AttributeProto attribute(String name, String value) {
    return named(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
  }

  static AttributeProto attribute(String name, GraphProto value) {
    return named(name, AttributeType.GRAPH).setG(value).build();
  }

  static AttributeProto attribute(String name, List<Integer> values) {
    AttributeProto.Builder attribute = named(name, AttributeType.INTS);
    values.forEach(attribute::addInts);
    return attribute.build();
  }

  private static AttributeProto.Builder named(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  static int elementType(DataType type) {
    return switch (type) {
      case FLOAT -> TensorProto.DataType.FLOAT_VALUE;
      case UINT8 -> TensorProto.DataType.UINT8_VALUE;
      case INT64 -> TensorProto.DataType.INT64_VALUE;
      case BOOL -> TensorProto.DataType.BOOL_VALUE;
    };
  }

  static TensorProto tensor(String name, int elementType, Shape shape, ByteString littleEndian) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(elementType);
    for (long dim : shape.dims()) {
      tensor.addDims(dim);
    }
    return tensor.setRawData(littleEndian).build();
  }

  /**
   * Describes an input or output; a batch dimension is called {@code N}, twice of it {@code 2N}.
   */
  static ValueInfoProto valueInfo(String name, TensorType type) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : type.shape().dims()) {
      if (dim > 0) {
        shape.addDimBuilder().setDimValue(dim);
      } else {
        shape.addDimBuilder().setDimParam(dim == Shape.BATCH ? "N" : -dim + "N");
      }
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(elementType(type.dataType())).setShape(shape);
    TypeProto.Builder proto = TypeProto.newBuilder().setTensorType(tensor);
    return ValueInfoProto.newBuilder().setName(name).setType(proto).build();
  }
}
