package dev.tenon.graph.cases;

import dev.tenon.graph.Concat;
import dev.tenon.graph.Constant;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Expand;
import dev.tenon.graph.Gather;
import dev.tenon.graph.GatherGrad;
import dev.tenon.graph.OneHot;
import dev.tenon.graph.Pad;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Reshape;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Slice;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Cases of the operators that make, move, pick or repeat elements. */
final class ShapingCases {
  private ShapingCases() {}

  static List<OperatorFamily> families() {
    List<OperatorFamily> families = new ArrayList<>();
    for (DataType type : DataType.values()) {
      add(families, "Input", type, (d, t) -> d.any(t, d.shape(0, 5)));
      add(families, "Constant", type, ShapingCases::constant);
      add(families, "Reshape", type, ShapingCases::reshape);
      add(families, "Transpose", type, ShapingCases::transpose);
      add(families, "Expand", type, ShapingCases::expand);
      add(families, "Slice", type, ShapingCases::slice);
      add(families, "Concat", type, ShapingCases::concat);
      add(families, "Gather", type, (d, t) -> gather(d, t, false));
    }
    families.add(new OperatorFamily("Pad", true, ShapingCases::pad));
    families.add(new OperatorFamily("GatherGrad", true, d -> gather(d, DataType.FLOAT, true)));
    families.add(new OperatorFamily("OneHot", false, ShapingCases::oneHot));
    families.add(new OperatorFamily("BatchSize", true, ShapingCases::batchSize));
    families.add(new OperatorFamily("RandomUniform", true, ShapingCases::randomUniform));
    return families;
  }

  private static void add(
      List<OperatorFamily> families,
      String name,
      DataType type,
      BiFunction<Draw, DataType, Tensor> maker) {
    boolean floats = type == DataType.FLOAT;
    families.add(
        new OperatorFamily(
            floats ? name : name + " " + type, floats, draw -> maker.apply(draw, type)));
  }

  private static Tensor constant(Draw draw, DataType type) {
    Shape shape = draw.shape(0, 5).bind(draw.batch());
    int high = type == DataType.BOOL ? 1 : 200;
    List<Double> values =
        DoubleStream.generate(() -> draw.between(0, high))
            .limit(shape.size())
            .boxed()
            .collect(Collectors.toList());
    return Tensor.of(new Constant(new TensorType(type, shape), values));
  }

  /** Merges and splits neighbouring dimensions, which keeps their product. */
  private static Tensor reshape(Draw draw, DataType type) {
    Shape from = draw.shape(0, 5);
    List<Long> dims = new ArrayList<>(LongStream.of(from.dims()).boxed().toList());
    for (int i = 0; i < 3; i++) {
      if (dims.size() > 1 && draw.coin()) {
        int at = draw.between(0, dims.size() - 2);
        dims.set(at, dims.get(at) * dims.remove(at + 1));
      } else if (dims.size() < 5) {
        int at = draw.between(0, dims.size());
        long size = at < dims.size() ? dims.get(at) : 1;
        long[] divisors =
            LongStream.rangeClosed(1, Math.abs(size)).filter(d -> size % d == 0).toArray();
        long divisor = divisors[draw.between(0, divisors.length - 1)];
        dims.add(at, divisor);
        if (at + 1 < dims.size()) {
          dims.set(at + 1, size / divisor);
        }
      }
    }
    Shape to = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    return Tensor.of(new Reshape(to), draw.any(type, from));
  }

  private static Tensor transpose(Draw draw, DataType type) {
    Shape shape = draw.shape(0, 5);
    List<Integer> permutation = Arrays.stream(draw.permutation(shape.rank())).boxed().toList();
    return Tensor.of(new Transpose(permutation), draw.any(type, shape));
  }

  private static Tensor expand(Draw draw, DataType type) {
    Shape wide = draw.shape(0, 5);
    Tensor x = draw.any(type, draw.narrowed(wide));
    DataType other = draw.oneOf(DataType.values());
    return Tensor.of(new Expand(), x, draw.any(other, wide));
  }

  private static Tensor slice(Draw draw, DataType type) {
    Shape shape = draw.shape(2, 5);
    int axis = draw.staticAxis(shape);
    int start = draw.between(0, (int) shape.dim(axis) - 1);
    int end = draw.between(start + 1, (int) shape.dim(axis));
    return Tensor.of(new Slice(axis, start, end), draw.any(type, shape));
  }

  private static Tensor pad(Draw draw) {
    Shape shape = draw.shape(2, 5);
    int axis = draw.staticAxis(shape);
    return Tensor.of(
        new Pad(axis, draw.between(0, 3), draw.between(0, 3)), draw.floats(shape, -3, 3));
  }

  private static Tensor concat(Draw draw, DataType type) {
    Shape shape = draw.shape(2, 5);
    int axis = draw.staticAxis(shape);
    Tensor[] parts = new Tensor[draw.between(1, 4)];
    Arrays.setAll(parts, i -> draw.any(type, shape.with(axis, draw.between(1, 4))));
    return Tensor.of(new Concat(axis), parts);
  }

  private static Tensor gather(Draw draw, DataType type, boolean gradient) {
    Shape shape = draw.shape(2, 4);
    int axis = draw.staticAxis(shape);
    Tensor data = draw.any(type, shape);
    Shape drawn = draw.shape(0, 2);
    Shape at = shape.isStatic() ? drawn : drawn.bind(draw.batch());
    Tensor indices = draw.longs(at, 0, (int) shape.dim(axis) - 1);
    Tensor gathered = Tensor.of(new Gather(axis), data, indices);
    return gradient
        ? Tensor.of(new GatherGrad(axis), data, indices, draw.floats(gathered.shape(), -3, 3))
        : gathered;
  }

  private static Tensor oneHot(Draw draw) {
    int depth = draw.between(1, 6);
    return Tensor.of(new OneHot(depth), draw.longs(draw.shape(0, 4), -2, depth + 1));
  }

  private static Tensor batchSize(Draw draw) {
    Shape shape = draw.shape(1, 5);
    Shape batched = shape.isStatic() ? shape.with(0, Shape.BATCH * draw.between(1, 3)) : shape;
    return draw.floats(batched, -3, 3).batchSize();
  }

  private static Tensor randomUniform(Draw draw) {
    Tensor step = draw.longs(Shape.SCALAR, 1, 100_000);
    Tensor like = draw.any(draw.oneOf(DataType.values()), draw.shape(0, 5));
    return Tensor.of(new RandomUniform(draw.between(0, 1_000_000) * 0x9e3779b97f4aL), step, like);
  }
}
