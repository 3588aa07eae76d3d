package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import com.google.protobuf.ByteString;
import dev.tenon.graph.Binary;
import dev.tenon.graph.DataType;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.Op;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Transpose;
import dev.tenon.graph.Window;
import dev.tenon.onnxruntime.proto.AttributeProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The vocabulary in which lowerings are written: standard ONNX operators as methods. */
final class Emitter {
  private final NodeWriter writer;
  private final OptionalLong batch;
  private final Target target;

  /**
   * Makes an emitter.
   *
   * @param writer where nodes go
   * @param batch the batch size if it is known already, so that all shapes become constants
   * @param target what the model is written for
   */
  Emitter(NodeWriter writer, OptionalLong batch, Target target) {
    this.writer = writer;
    this.batch = batch;
    this.target = target;
  }

  Target target() {
    return target;
  }

  /** Returns the shape with the batch size filled in, where it is known. */
  Shape bind(Shape shape) {
    return batch.isPresent() ? shape.bind(batch.getAsLong()) : shape;
  }

  TensorType bind(TensorType type) {
    return new TensorType(type.dataType(), bind(type.shape()));
  }

  Value node(String opType, TensorType type, List<Value> inputs, AttributeProto... attributes) {
    return writer.node(opType, type, inputs.stream().map(Value::name).toList(), attributes);
  }

  Value floats(Shape shape, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(v -> bytes.putFloat((float) v));
    return constant(TensorType.floats(shape), bytes);
  }

  Value scalar(double value) {
    return floats(Shape.SCALAR, value);
  }

  /** A scalar 0 of a numeric type. */
  Value zero(DataType type) {
    ByteBuffer bytes = ByteBuffer.allocate(type.bytes()).position(type.bytes());
    return constant(new TensorType(type, Shape.SCALAR), bytes);
  }

  Value longs(Shape shape, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putLong);
    return constant(new TensorType(DataType.INT64, shape), bytes);
  }

  /** A vector of integers, as shapes and axes are given. */
  Value vector(long... values) {
    return longs(Shape.of(values.length), values);
  }

  Value constant(TensorType type, ByteBuffer littleEndian) {
    ByteString data = ByteString.copyFrom(littleEndian.flip());
    return constant(Protos.elementType(type.dataType()), type, data);
  }

  /** A constant of an element type that graphs do not know, such as UINT64. */
  Value constant(int elementType, TensorType type, ByteString littleEndian) {
    return new Value(writer.constant(elementType, type.shape(), littleEndian), type);
  }

  /** The number of elements of a tensor, as a scalar integer. */
  Value count(Value x) {
    return x.shape().isStatic()
        ? longs(Shape.SCALAR, x.shape().size())
        : node("Size", new TensorType(DataType.INT64, Shape.SCALAR), List.of(x));
  }

  Value add(Value a, Value b) {
    return binary(Binary.ADD, a, b);
  }

  Value sub(Value a, Value b) {
    return binary(Binary.SUB, a, b);
  }

  Value mul(Value a, Value b) {
    return binary(Binary.MUL, a, b);
  }

  Value div(Value a, Value b) {
    return binary(Binary.DIV, a, b);
  }

  private Value binary(Binary op, Value a, Value b) {
    return node(op.onnxName(), infer(op, a, b), List.of(a, b));
  }

  Value cast(Value x, DataType to) {
    TensorType type = new TensorType(to, x.shape());
    return node("Cast", type, List.of(x), attribute("to", Protos.elementType(to)));
  }

  Value reshape(Value x, Shape shape) {
    if (shape.equals(x.shape())) {
      return x;
    }
    TensorType type = new TensorType(x.dataType(), shape);
    if (shape.rank() == 0) {
      return node("Squeeze", type, List.of(x));
    }
    long[] dims = Arrays.stream(shape.dims()).map(d -> Math.max(d, -1)).toArray();
    return node("Reshape", type, List.of(x, vector(dims)));
  }

  Value transpose(Value x, int... permutation) {
    List<Integer> axes = Arrays.stream(permutation).boxed().toList();
    TensorType type = infer(new Transpose(axes), x);
    return keepsOrder(x.shape(), permutation)
        ? reshape(x, type.shape())
        : node("Transpose", type, List.of(x), attribute("perm", axes));
  }

  /** Splits axes, transposes, and merges axes; those of one element are left out between. */
  Value rearrange(Value x, Shape split, int[] permutation, Shape merged) {
    long[] dims = Arrays.stream(split.dims()).filter(d -> d != 1).toArray();
    int[] places = new int[split.rank()];
    for (int axis = 0, place = 0; axis < places.length; axis++) {
      places[axis] = split.dim(axis) == 1 ? -1 : place++;
    }
    int[] order = Arrays.stream(permutation).map(a -> places[a]).filter(p -> p >= 0).toArray();
    return reshape(transpose(reshape(x, Shape.of(dims)), order), merged);
  }

  /** Whether the elements stay in their order, so that a reshaping, which is free, does. */
  private static boolean keepsOrder(Shape shape, int... permutation) {
    if (Arrays.stream(shape.dims()).filter(d -> d < 0).count() > 1) {
      return false;
    }
    int[] moved = Arrays.stream(permutation).filter(axis -> shape.dim(axis) != 1).toArray();
    return Arrays.equals(moved, Arrays.stream(moved).sorted().toArray());
  }

  Value concat(int axis, List<Value> parts) {
    long size = parts.stream().mapToLong(p -> p.shape().dim(axis)).sum();
    Shape shape = parts.get(0).shape().with(axis, size);
    TensorType type = new TensorType(parts.get(0).dataType(), shape);
    return parts.size() == 1 ? parts.get(0) : node("Concat", type, parts, attribute("axis", axis));
  }

  /** Takes {@code sizes} elements from {@code starts} on, one after the other, of the last axes. */
  Value slice(Value x, long[] starts, long[] sizes) {
    long[] steps = new long[sizes.length];
    Arrays.fill(steps, 1);
    return slice(x, starts, sizes, steps);
  }

  /** Takes {@code sizes} elements from {@code starts} on, {@code steps} apart, of the last axes. */
  Value slice(Value x, long[] starts, long[] sizes, long[] steps) {
    int first = x.rank() - starts.length;
    long[] axes = new long[starts.length];
    long[] ends = new long[starts.length];
    Shape shape = x.shape();
    boolean all = true;
    for (int i = 0; i < starts.length; i++) {
      all &= starts[i] == 0 && sizes[i] == shape.dim(first + i) && steps[i] == 1;
      axes[i] = first + i;
      ends[i] = starts[i] + (sizes[i] - 1) * steps[i] + 1;
      shape = shape.with(first + i, sizes[i]);
    }
    if (all) {
      return x;
    }
    TensorType type = new TensorType(x.dataType(), shape);
    List<Value> operands = List.of(x, vector(starts), vector(ends), vector(axes), vector(steps));
    return node("Slice", type, operands);
  }

  /** Reverses the last {@code count} axes. */
  Value reverseLast(Value x, int count) {
    int first = x.rank() - count;
    long[] axes =
        IntStream.range(first, x.rank()).filter(a -> x.shape().dim(a) > 1).asLongStream().toArray();
    if (axes.length == 0) {
      return x;
    }
    Value from = vector(IntStream.range(0, axes.length).mapToLong(i -> -1).toArray());
    Value beyond = vector(IntStream.range(0, axes.length).mapToLong(i -> Long.MIN_VALUE).toArray());
    return node("Slice", x.type(), List.of(x, from, beyond, vector(axes), from));
  }

  /** Puts {@code fill} around the last axes. */
  Value pad(Value x, long[] before, long[] after, double fill) {
    int first = x.rank() - before.length;
    long[] pads = new long[2 * x.rank()];
    Shape shape = x.shape();
    for (int i = 0; i < before.length; i++) {
      pads[first + i] = before[i];
      pads[x.rank() + first + i] = after[i];
      shape = shape.with(first + i, before[i] + shape.dim(first + i) + after[i]);
    }
    boolean nothing = Arrays.stream(pads).allMatch(p -> p == 0);
    TensorType type = new TensorType(x.dataType(), shape);
    return nothing ? x : node("Pad", type, List.of(x, vector(pads), scalar(fill)));
  }

  /** Repeats {@code x} to the shape of {@code like}. */
  Value expandLike(Value x, Value like) {
    if (x.shape().equals(like.shape())) {
      return x;
    }
    Value shape =
        like.shape().isStatic()
            ? vector(like.shape().dims())
            : node("Shape", new TensorType(DataType.INT64, Shape.of(like.rank())), List.of(like));
    return node("Expand", new TensorType(x.dataType(), like.shape()), List.of(x, shape));
  }

  Value reduceSum(Value x, boolean keepDims, Integer... axes) {
    Reduce op = new Reduce(Reduce.Kind.SUM, List.of(axes), keepDims);
    long[] dims = Arrays.stream(axes).mapToLong(Integer::longValue).toArray();
    AttributeProto keep = attribute("keepdims", keepDims ? 1 : 0);
    return node("ReduceSum", infer(op, x), List.of(x, vector(dims)), keep);
  }

  Value matMul(Value a, Value b) {
    return node("MatMul", infer(new MatMul(), a, b), List.of(a, b));
  }

  /** The product of two matrices, each of which may be transposed first. */
  Value gemm(Value a, boolean transA, Value b, boolean transB) {
    Shape shape = Shape.of(a.shape().dim(transA ? 1 : 0), b.shape().dim(transB ? 0 : 1));
    return node(
        "Gemm",
        TensorType.floats(shape),
        List.of(a, b),
        attribute("transA", transA ? 1 : 0),
        attribute("transB", transB ? 1 : 0));
  }

  /** Repeats each element of the last axes {@code factors} times. */
  Value upsample(Value x, List<Integer> factors) {
    int first = x.rank() - factors.size();
    Shape shape = x.shape();
    double[] scales = new double[x.rank()];
    Arrays.fill(scales, 1);
    for (int i = 0; i < factors.size(); i++) {
      scales[first + i] = factors.get(i);
      shape = shape.with(first + i, shape.dim(first + i) * factors.get(i));
    }
    if (shape.equals(x.shape())) {
      return x;
    }
    return writer.node(
        "Resize",
        TensorType.floats(shape),
        List.of(x.name(), "", floats(Shape.of(scales.length), scales).name()),
        attribute("mode", "nearest"),
        attribute("nearest_mode", "floor"),
        attribute("coordinate_transformation_mode", "asymmetric"));
  }

  /**
   * Applies a filter, or a filter and a bias, as ONNX {@code Conv}. But on the CPU, padding that
   * differs before and behind, which cuDNN has refused, is put around x first.
   */
  Value conv(Window window, int groups, Value... operands) {
    if (target.device() != Device.CPU && !window.padsBefore().equals(window.padsAfter())) {
      Value[] padded = operands.clone();
      padded[0] = PoolLowerings.padded(this, window, operands[0], 0);
      return conv(PoolLowerings.unpadded(window), groups, padded);
    }
    Shape shape = window.output(operands[0].shape(), operands[1].shape().dim(0));
    List<AttributeProto> attributes = sliding(window);
    attributes.add(attribute("dilations", window.dilations()));
    attributes.add(attribute("group", groups));
    return node("Conv", TensorType.floats(shape), List.of(operands), array(attributes));
  }

  /**
   * Applies the transpose of a convolution.
   *
   * @param window the window of the convolution
   * @param groups its groups
   * @param d a tensor like the convolution's result
   * @param filter the convolution's filter
   * @param shape the shape of the convolution's operand
   */
  Value convTranspose(Window window, int groups, Value d, Value filter, Shape shape) {
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < window.rank(); i++) {
      rest.add(remainder(window, i, shape.dim(i + 2), d.shape().dim(i + 2)));
    }
    List<AttributeProto> attributes = sliding(window);
    attributes.add(attribute("dilations", window.dilations()));
    attributes.add(attribute("group", groups));
    attributes.add(attribute("output_padding", rest));
    TensorType type = TensorType.floats(shape);
    return node("ConvTranspose", type, List.of(d, filter), array(attributes));
  }

  /** How many elements of a padded axis lie behind the last window. */
  static int remainder(Window window, int axis, long in, long out) {
    long padded = window.padsBefore().get(axis) + in + window.padsAfter().get(axis);
    return (int) (padded - (out - 1) * window.strides().get(axis) - window.extent(axis));
  }

  /** The attributes that convolutions and poolings share. */
  static List<AttributeProto> sliding(Window window) {
    List<Integer> pads = new ArrayList<>(window.padsBefore());
    pads.addAll(window.padsAfter());
    return new ArrayList<>(
        List.of(
            attribute("kernel_shape", window.kernel()),
            attribute("strides", window.strides()),
            attribute("pads", pads)));
  }

  static AttributeProto[] array(List<AttributeProto> attributes) {
    return attributes.toArray(AttributeProto[]::new);
  }

  private static TensorType infer(Op op, Value... operands) {
    return op.infer(Arrays.stream(operands).map(Value::type).toList());
  }
}
