package dev.tenon.graph.cases;

import dev.tenon.graph.LogSoftmax;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Softmax;
import dev.tenon.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Cases of the operators that combine elements along axes. */
final class ReductionCases {
  private ReductionCases() {}

  static List<OperatorFamily> families() {
    List<OperatorFamily> families = new ArrayList<>();
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      String name = new Reduce(kind, List.of(), true).onnxName();
      families.add(new OperatorFamily(name, true, draw -> reduce(draw, kind, false)));
      families.add(new OperatorFamily(name + " keepDims", true, draw -> reduce(draw, kind, true)));
    }
    families.add(new OperatorFamily("Softmax", true, draw -> softmax(draw, false)));
    families.add(new OperatorFamily("LogSoftmax", true, draw -> softmax(draw, true)));
    families.add(new OperatorFamily("MatMul", true, ReductionCases::stacks));
    families.add(new OperatorFamily("MatMul along the batch", true, ReductionCases::alongBatch));
    return families;
  }

  private static Tensor reduce(Draw draw, Reduce.Kind kind, boolean keepDims) {
    Shape shape = draw.shape(0, 5);
    List<Integer> axes = IntStream.range(0, shape.rank()).filter(i -> draw.coin()).boxed().toList();
    Tensor x = kind == Reduce.Kind.MAX ? draw.distinct(shape) : draw.floats(shape, -3, 3);
    return Tensor.of(new Reduce(kind, axes, keepDims), x);
  }

  private static Tensor softmax(Draw draw, boolean log) {
    Shape shape = draw.shape(1, 5);
    int axis = draw.between(0, shape.rank() - 1);
    Tensor x = draw.floats(shape, -3, 3);
    return log ? Tensor.of(new LogSoftmax(axis), x) : Tensor.of(new Softmax(axis), x);
  }

  /** Matrices behind stacks that broadcast both ways; the batch is among the stack or the rows. */
  private static Tensor stacks(Draw draw) {
    int rows = draw.between(1, 5);
    int middle = draw.between(1, 5);
    int columns = draw.between(1, 5);
    boolean batchedRows = draw.coin();
    Shape drawn = draw.shape(0, 3);
    Shape stack = batchedRows ? drawn.bind(draw.batch()) : drawn;
    Shape left = draw.coin() ? stack : draw.narrowed(stack);
    Shape right = draw.coin() ? stack : draw.narrowed(stack);
    Tensor a = draw.floats(behind(left, batchedRows ? Shape.BATCH : rows, middle), -3, 3);
    Tensor b = draw.floats(behind(right, middle, columns), -3, 3);
    return Tensor.of(new MatMul(), a, b);
  }

  private static Tensor alongBatch(Draw draw) {
    Tensor a = draw.floats(Shape.of(draw.between(1, 5), Shape.BATCH), -3, 3);
    Tensor b = draw.floats(Shape.of(Shape.BATCH, draw.between(1, 5)), -3, 3);
    return Tensor.of(new MatMul(), a, b);
  }

  private static Shape behind(Shape stack, long rows, long columns) {
    return Shape.of(
        LongStream.concat(LongStream.of(stack.dims()), LongStream.of(rows, columns)).toArray());
  }
}
