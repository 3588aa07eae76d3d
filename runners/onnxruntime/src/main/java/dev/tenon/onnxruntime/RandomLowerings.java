package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import com.google.protobuf.ByteString;
import dev.tenon.graph.DataType;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Counter-based random numbers in 64-bit unsigned arithmetic, which wraps in ONNX Runtime as it
 * does in Java: the four rounds of <i>Squares</i>, of which a round is {@code x = x * x + w} with
 * the halves of x exchanged. Widynski, <i>Squares: A Fast Counter-Based RNG</i>, 2020,
 * arXiv:2004.06278.
 *
 * <p>The key is {@code seed | 1}, the counter {@code step * 2^32 + i} for the element with flat
 * index i, and the number the upper 24 bits of the result, as a fraction. ONNX's own generators
 * keep a state and so cannot make a mask again.
 */
final class RandomLowerings {
  private RandomLowerings() {}

  static void addTo(Lowerings table) {
    table.put(
        RandomUniform.class,
        new Formulation<>(
            "shifts",
            at -> at.target().device() == Device.CPU,
            at -> 1,
            (on, op, in, type) -> uniform(new Squares(on, op.seed() | 1, true), in, type)),
        new Formulation<>(
            "products",
            at -> true,
            at -> 2,
            (on, op, in, type) -> uniform(new Squares(on, op.seed() | 1, false), in, type)));
  }

  private static Value uniform(Squares squares, List<Value> in, TensorType type) {
    return squares.uniform(in.get(0), in.get(1), type);
  }

  /**
   * The generator with one key, in the vocabulary of an emitter. Without {@code BitShift}, which
   * CUDA does not have, a shift is a product with a power of two, or a quotient: of unsigned
   * integers these are the same bits.
   */
  private record Squares(Emitter on, long key, boolean shifts) {
    private static final int UINT64 = TensorProto.DataType.UINT64_VALUE;

    Value uniform(Value step, Value like, TensorType type) {
      Value indices = node("Mul", unsigned(indices(like)), constant(key));
      Value block = node("Mul", unsigned(step), constant(key << 32));
      Value y = node("Add", indices, block);
      Value z = node("Add", y, constant(key));
      Value x = exchanged(squared(y, y));
      x = exchanged(squared(x, z));
      x = exchanged(squared(x, y));
      Value bits = shifted(squared(x, z), 40, "RIGHT");
      Value fraction = on.mul(on.cast(bits, DataType.FLOAT), on.scalar(0x1p-24));
      return on.reshape(fraction, type.shape());
    }

    /** {@code 0, 1, ...} for every element of a tensor. */
    private Value indices(Value like) {
      TensorType type = new TensorType(DataType.INT64, Shape.of(like.shape().size()));
      return on.node(
          "Range",
          type,
          List.of(on.longs(Shape.SCALAR, 0), on.count(like), on.longs(Shape.SCALAR, 1)));
    }

    private Value squared(Value x, Value plus) {
      return node("Add", node("Mul", x, x), plus);
    }

    private Value exchanged(Value x) {
      return node("Add", shifted(x, 32, "RIGHT"), shifted(x, 32, "LEFT"));
    }

    private Value shifted(Value x, long bits, String direction) {
      if (!shifts) {
        return node(direction.equals("LEFT") ? "Mul" : "Div", x, constant(1L << bits));
      }
      return on.node(
          "BitShift", x.type(), List.of(x, constant(bits)), attribute("direction", direction));
    }

    private Value unsigned(Value x) {
      return on.node("Cast", x.type(), List.of(x), attribute("to", UINT64));
    }

    private Value node(String opType, Value a, Value b) {
      return on.node(opType, (a.rank() > b.rank() ? a : b).type(), List.of(a, b));
    }

    private Value constant(long value) {
      ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
      TensorType type = new TensorType(DataType.INT64, Shape.SCALAR);
      return on.constant(UINT64, type, ByteString.copyFrom(bytes));
    }
  }
}
