package dev.tenon.graph.cases;

import dev.tenon.graph.Binary;
import dev.tenon.graph.MaxPool;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cases in which elements tie for a maximum or minimum. */
final class TieCases {
  private TieCases() {}

  static List<OperatorFamily> families() {
    List<OperatorFamily> families = new ArrayList<>();
    for (Binary op : List.of(Binary.MAX, Binary.MIN)) {
      families.add(new OperatorFamily(op.onnxName(), false, draw -> binary(draw, op)));
    }
    families.add(new OperatorFamily("ReduceMax", false, TieCases::reduceMax));
    for (int rank = 1; rank <= 3; rank++) {
      int axes = rank;
      families.add(
          new OperatorFamily("MaxPool " + axes + "-D", false, draw -> maxPool(draw, axes)));
    }
    return families;
  }

  private static Tensor binary(Draw draw, Binary op) {
    Shape wide = draw.shape(0, 5);
    return Tensor.of(op, draw.whole(wide, 0, 2), draw.whole(draw.narrowed(wide), 0, 2));
  }

  private static Tensor reduceMax(Draw draw) {
    Shape shape = draw.shape(0, 5);
    List<Integer> axes = IntStream.range(0, shape.rank()).filter(i -> draw.coin()).boxed().toList();
    return Tensor.of(new Reduce(Reduce.Kind.MAX, axes, draw.coin()), draw.whole(shape, 0, 2));
  }

  private static Tensor maxPool(Draw draw, int rank) {
    MaxPool op = new MaxPool(SpatialCases.poolWindow(draw, rank));
    return Tensor.of(
        op, draw.whole(SpatialCases.input(draw, op.window(), draw.between(1, 2)), -2, 0));
  }
}
