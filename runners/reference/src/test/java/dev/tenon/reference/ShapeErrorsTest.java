package dev.tenon.reference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.Constant;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.DataType;
import dev.tenon.graph.GatherGrad;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Window;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeErrorsTest {
  private static final Window TWO = Window.of(2, 2);

  private static Tensor floats(long... dims) {
    return Tensor.input("x", DataType.FLOAT, Shape.of(dims));
  }

  private static Tensor longs(long... dims) {
    return Tensor.input("i", DataType.INT64, Shape.of(dims));
  }

  private static Arguments wrong(Supplier<Tensor> emission, String message) {
    return arguments(message, emission);
  }

  static Stream<Arguments> elementwise() {
    Tensor image = floats(Shape.BATCH, 3, 8, 8);
    return Stream.of(
        wrong(() -> longs(2, 3).exp(), "Exp takes FLOAT tensors, got INT64[2, 3]"),
        wrong(
            () -> image.add(floats(3, 8)), "Add: shapes [N, 3, 8, 8] and [3, 8] do not broadcast"),
        wrong(
            () -> floats(2).mul(longs(2)),
            "Mul takes two FLOAT or two INT64 tensors, got FLOAT[2] and INT64[2]"),
        wrong(
            () -> floats(2, 3).greater(floats(2)),
            "Greater: shapes [2, 3] and [2] do not broadcast"),
        wrong(
            () -> floats(2).where(floats(2), floats(2)),
            "Where needs a BOOL condition, got FLOAT[2]"),
        wrong(
            () -> floats(3).less(floats(3)).where(floats(3), longs(3)),
            "Where selects from tensors of one type, got FLOAT[3] and INT64[3]"),
        wrong(
            () -> floats(3).less(floats(3)).where(floats(3), floats(4)),
            "Where: shapes [3] and [4] do not broadcast"),
        wrong(
            () -> Tensor.of(new ReluGrad(), floats(2), floats(3)),
            "ReluGrad needs a gradient like the result, got FLOAT[2] and FLOAT[3]"),
        wrong(
            () -> Tensor.of(new RandomUniform(1), floats(), floats(3)),
            "RandomUniform needs a scalar INT64 step, got FLOAT[]"));
  }

  static Stream<Arguments> shaping() {
    Tensor rows = floats(Shape.BATCH, 12);
    return Stream.of(
        wrong(
            () -> rows.reshape(Shape.of(Shape.BATCH, 5, 2)),
            "Reshape keeps the number of elements, got [N, 12] and [N, 5, 2]"),
        wrong(() -> rows.transpose(1, 1), "Transpose needs each axis once, got [1, 1] and [N, 12]"),
        wrong(
            () -> rows.expandLike(floats(3, 1)),
            "Expand: shapes [N, 12] and [3, 1] do not broadcast"),
        wrong(
            () -> floats(3, 12).expandLike(floats(12)),
            "Expand repeats to a larger shape, got [3, 12] and [12]"),
        wrong(
            () -> rows.slice(1, 5, 13),
            "Slice needs a range within axis 1, got 5 to 13 and [N, 12]"),
        wrong(() -> rows.slice(0, 0, 1), "Slice cannot cut the batch dimension, got [N, 12]"),
        wrong(() -> rows.slice(2, 0, 1), "there is no axis 2 in [N, 12]"),
        wrong(() -> rows.pad(0, 1, 0), "Pad cannot extend the batch dimension, got [N, 12]"),
        wrong(() -> rows.pad(1, -1, 0), "Pad adds no negative number, got -1 and 0"),
        wrong(
            () -> Tensor.concat(-1, List.of(floats(2, 3), floats(4, 3))),
            "Concat joins tensors alike but for axis 1, got FLOAT[2, 3] and FLOAT[4, 3]"),
        wrong(
            () -> Tensor.concat(0, List.of(rows, rows)),
            "Concat cannot join along the batch dimension, got [N, 12]"),
        wrong(
            () -> Tensor.of(new Constant(TensorType.floats(Shape.of(2)), List.of(1.0))),
            "Constant FLOAT[2] needs 2 values, got 1"),
        wrong(
            () -> floats(2).batchSize(),
            "BatchSize needs a tensor with a batch dimension, got FLOAT[2]"));
  }

  static Stream<Arguments> indexing() {
    return Stream.of(
        wrong(() -> floats(3, 2).gather(0, floats(2)), "Gather needs INT64 indices, got FLOAT[2]"),
        wrong(
            () -> floats(Shape.BATCH, 2).gather(0, longs(2)),
            "Gather cannot pick from the batch dimension, got [N, 2]"),
        wrong(
            () -> Tensor.of(new GatherGrad(0), floats(3, 2), longs(4), floats(3, 2)),
            "GatherGrad needs a gradient like the result, got FLOAT[4, 2] and FLOAT[3, 2]"),
        wrong(() -> floats(3).oneHot(4), "OneHot needs INT64 indices, got FLOAT[3]"),
        wrong(() -> longs(3).oneHot(0), "OneHot needs a positive depth, got 0"));
  }

  static Stream<Arguments> reductions() {
    return Stream.of(
        wrong(
            () -> Tensor.of(new Reduce(Reduce.Kind.SUM, List.of(2), true), floats(2, 3)),
            "ReduceSum has no axis 2 to work along, got [2, 3]"),
        wrong(
            () -> floats(2, 3).reduceMax(false, 1, 1),
            "ReduceMax needs ascending axes, got [1, 1]"),
        wrong(() -> longs(2).reduceMean(false), "ReduceMean takes FLOAT tensors, got INT64[2]"),
        wrong(() -> floats(2, 3).softmax(2), "there is no axis 2 in [2, 3]"),
        wrong(() -> longs(2, 3).logSoftmax(1), "LogSoftmax takes FLOAT tensors, got INT64[2, 3]"),
        wrong(
            () -> floats(Shape.BATCH, 784).matMul(floats(512, 10)),
            "MatMul needs as many columns on the left as rows on the right, got [N, 784] and"
                + " [512, 10]"),
        wrong(
            () -> floats(784).matMul(floats(784, 10)),
            "MatMul takes tensors of rank 2 or more, got [784] and [784, 10]"),
        wrong(
            () -> floats(2, 4, 5).matMul(floats(3, 5, 6)),
            "MatMul of [2, 4, 5] and [3, 5, 6]: shapes [2, 1, 1] and [3, 1, 1] do not broadcast"));
  }

  static Stream<Arguments> convolution() {
    Tensor x = floats(Shape.BATCH, 3, 8, 8);
    Tensor w = floats(4, 3, 2, 2);
    Tensor d = floats(Shape.BATCH, 4, 8, 8);
    return Stream.of(
        wrong(
            () -> x.conv(floats(4, 2, 2, 2), TWO, 1),
            "Conv in 1 groups needs input channels that fit the filter's, got [N, 3, 8, 8] and"
                + " [4, 2, 2, 2]"),
        wrong(
            () -> x.conv(w, Window.of(3, 3), 1),
            "Conv needs a filter of the kernel's size [3, 3], got [4, 3, 2, 2]"),
        wrong(
            () -> floats(Shape.BATCH, 192).conv(w, TWO, 1),
            "Conv of a window over 2 axes needs operands of rank 4, got [N, 192] and [4, 3, 2, 2]"),
        wrong(
            () -> x.conv(floats(4, 3, 9, 1), Window.of(9, 1), 1),
            "a kernel of [9, 1] does not fit into [N, 3, 8, 8] with padding [0, 0] and [0, 0]"),
        wrong(
            () -> Tensor.of(new ConvInputGrad(TWO, 1, List.of(8L, 8L)), w, d),
            "ConvInputGrad needs a gradient like the result, got FLOAT[N, 4, 7, 7] and"
                + " FLOAT[N, 4, 8, 8]"),
        wrong(
            () -> x.convTranspose(w, Window.of(2), 1, 8),
            "ConvInputGrad of a window over 1 axes needs operands of rank 3, got"
                + " [4, 3, 2, 2] and [N, 3, 8, 8]"),
        wrong(
            () -> Tensor.of(new ConvFilterGrad(TWO, 1), x, w, d),
            "ConvFilterGrad needs a gradient like the result, got FLOAT[N, 4, 7, 7] and"
                + " FLOAT[N, 4, 8, 8]"));
  }

  static Stream<Arguments> pooling() {
    Tensor x = floats(Shape.BATCH, 3, 8, 8);
    Tensor d = floats(Shape.BATCH, 4, 8, 8);
    return Stream.of(
        wrong(() -> x.upsample(2), "Upsample by [2] needs an input of rank 3, got [N, 3, 8, 8]"),
        wrong(
            () -> x.upsample(2, 0),
            "Upsample needs static sizes and positive factors, got [N, 3, 8, 8] and [2, 0]"),
        wrong(
            () -> floats(Shape.BATCH, 3).maxPool(TWO),
            "MaxPool needs a spatial input for [2, 2], got [N, 3]"),
        wrong(
            () -> x.averagePool(Window.of(9, 9)),
            "a kernel of [9, 9] does not fit into [N, 3, 8, 8] with padding [0, 0] and [0, 0]"),
        wrong(
            () -> x.maxPool(TWO.withPads(List.of(2, 0), List.of(0, 0))),
            "MaxPool needs less padding than kernel"),
        wrong(() -> x.averagePool(TWO.withDilations(2, 1)), "AveragePool takes no dilation"),
        wrong(
            () -> Tensor.of(new MaxPoolGrad(TWO), x, d, d),
            "MaxPoolGrad needs a result and a gradient of FLOAT[N, 3, 7, 7], got FLOAT[N, 4, 8, 8]"
                + " and FLOAT[N, 4, 8, 8]"),
        wrong(
            () -> Tensor.of(new AveragePoolGrad(TWO), x, d),
            "AveragePoolGrad needs a gradient like the result, got FLOAT[N, 3, 7, 7] and"
                + " FLOAT[N, 4, 8, 8]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"elementwise", "shaping", "indexing", "reductions", "convolution", "pooling"})
  void a_wrong_shape_names_the_path_the_operator_and_the_shapes(
      String message, Supplier<Tensor> emission) {
    Scope root = Scope.evaluation();
    assertThatThrownBy(
            () -> root.within("block", b -> b.within("dense_1", inner -> emission.get())))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("block/dense_1: " + message);
  }

  @Test
  void max_pooling_cannot_be_differentiated_twice() {
    Tensor x = floats(Shape.BATCH, 3, 8, 8);
    Tensor y = x.maxPool(TWO);
    Tensor grad = Tensor.of(new MaxPoolGrad(TWO), x, y, y);
    assertThatThrownBy(() -> grad.op().gradient(grad, grad))
        .hasMessage("MaxPoolGrad has no gradient: differentiate through MaxPool only once");
  }
}
