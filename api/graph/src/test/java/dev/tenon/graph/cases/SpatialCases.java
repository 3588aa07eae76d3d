package dev.tenon.graph.cases;

import dev.tenon.graph.AveragePool;
import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.MaxPool;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Upsample;
import dev.tenon.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Cases of convolution and pooling over one, two and three axes. */
final class SpatialCases {
  private SpatialCases() {}

  static List<OperatorFamily> families() {
    List<OperatorFamily> families = new ArrayList<>();
    for (int rank = 1; rank <= 3; rank++) {
      int axes = rank;
      for (Class<?> kind : List.of(Conv.class, ConvInputGrad.class, ConvFilterGrad.class)) {
        families.add(
            new OperatorFamily(named(kind, axes), true, draw -> convolution(draw, kind, axes)));
      }
      families.add(
          new OperatorFamily(named(MaxPool.class, axes), true, draw -> maxPool(draw, axes)));
      families.add(
          new OperatorFamily(named(MaxPoolGrad.class, axes), false, draw -> maxGrad(draw, axes)));
      families.add(
          new OperatorFamily(named(AveragePool.class, axes), true, draw -> average(draw, axes)));
      families.add(
          new OperatorFamily(
              named(AveragePoolGrad.class, axes), true, draw -> averageGrad(draw, axes)));
      families.add(
          new OperatorFamily(named(Upsample.class, axes), true, draw -> upsample(draw, axes)));
    }
    for (Class<?> kind : List.of(Conv.class, ConvInputGrad.class, ConvFilterGrad.class)) {
      families.add(
          new OperatorFamily(
              named(kind, 2) + " plain",
              true,
              draw -> convolution(draw, kind, plainWindow(draw), 1, 9)));
    }
    return families;
  }

  private static String named(Class<?> kind, int rank) {
    return kind.getSimpleName() + " " + rank + "-D";
  }

  private static Tensor convolution(Draw draw, Class<?> kind, int rank) {
    Window window = convWindow(draw, rank);
    return convolution(draw, kind, window, draw.oneOf(1, 1, 2, 3), rank == 3 ? 2 : 4);
  }

  private static Tensor convolution(
      Draw draw, Class<?> kind, Window window, int groups, int leftOver) {
    int rank = window.rank();
    int groupChannels = draw.between(1, 2);
    int filters = groups * draw.between(1, 2);
    Tensor x = draw.floats(input(draw, window, groups * groupChannels, leftOver), -1, 1);
    long[] w = new long[rank + 2];
    w[0] = filters;
    w[1] = groupChannels;
    for (int i = 0; i < rank; i++) {
      w[i + 2] = window.kernel().get(i);
    }
    Tensor filter = draw.floats(Shape.of(w), -1, 1);
    if (kind == Conv.class) {
      return Tensor.of(new Conv(window, groups), x, filter);
    }
    Tensor d = draw.floats(window.output(x.shape(), filters), -1, 1);
    return kind == ConvInputGrad.class
        ? d.convTranspose(filter, window, groups, spatial(x.shape()))
        : Tensor.of(new ConvFilterGrad(window, groups), x, filter, d);
  }

  private static long[] spatial(Shape images) {
    return Arrays.copyOfRange(images.dims(), 2, images.rank());
  }

  /** A window as most networks have it: of several elements, neither strided nor dilated. */
  private static Window plainWindow(Draw draw) {
    Window window = Window.of(draw.between(2, 5), draw.between(2, 5));
    return window.withPads(
        list(2, () -> draw.oneOf(0, 1, 1, 2)), list(2, () -> draw.oneOf(0, 1, 1, 3)));
  }

  private static Window convWindow(Draw draw, int rank) {
    List<Integer> kernel = list(rank, () -> draw.between(1, rank == 3 ? 3 : 5));
    List<Integer> strides = list(rank, () -> draw.between(1, 3));
    List<Integer> dilations =
        kernel.stream().map(k -> draw.between(1, rank == 3 && k == 3 ? 2 : 3)).toList();
    List<Integer> before = list(rank, () -> draw.oneOf(0, 0, 1, 2));
    List<Integer> after = list(rank, () -> draw.oneOf(0, 0, 1, 2));
    return new Window(kernel, strides, dilations, before, after);
  }

  /** Overlapping, touching or gappy windows, padded by less than the kernel or not at all. */
  static Window poolWindow(Draw draw, int rank) {
    List<Integer> kernel = list(rank, () -> draw.between(1, rank == 3 ? 3 : 4));
    boolean touching = draw.coin();
    List<Integer> strides = touching ? kernel : list(rank, () -> draw.between(1, 3));
    boolean padded = draw.coin();
    List<Integer> before = kernel.stream().map(k -> padded ? draw.between(0, k - 1) : 0).toList();
    List<Integer> after = kernel.stream().map(k -> padded ? draw.between(0, k - 1) : 0).toList();
    return new Window(kernel, strides, Collections.nCopies(rank, 1), before, after);
  }

  /** An input into which the window fits, with up to four elements left over along each axis. */
  static Shape input(Draw draw, Window window, int channels) {
    return input(draw, window, channels, window.rank() == 3 ? 2 : 4);
  }

  private static Shape input(Draw draw, Window window, int channels, int leftOver) {
    long[] dims = new long[window.rank() + 2];
    dims[0] = draw.coin() ? Shape.BATCH : draw.between(1, 3);
    dims[1] = channels;
    for (int i = 0; i < window.rank(); i++) {
      int least = window.extent(i) - window.padsBefore().get(i) - window.padsAfter().get(i);
      dims[i + 2] = Math.max(1, least + draw.between(0, leftOver));
    }
    return Shape.of(dims);
  }

  private static Tensor maxPool(Draw draw, int rank) {
    Window window = poolWindow(draw, rank);
    Tensor x = draw.distinct(input(draw, window, draw.between(1, 3)));
    return Tensor.of(new MaxPool(window), x);
  }

  private static Tensor maxGrad(Draw draw, int rank) {
    Tensor y = maxPool(draw, rank);
    Window window = ((MaxPool) y.op()).window();
    Tensor d = draw.floats(y.shape(), -1, 1);
    return Tensor.of(new MaxPoolGrad(window), y.inputs().get(0), y, d);
  }

  private static Tensor average(Draw draw, int rank) {
    Window window = poolWindow(draw, rank);
    Tensor x = draw.floats(input(draw, window, draw.between(1, 3)), -3, 3);
    return Tensor.of(new AveragePool(window), x);
  }

  private static Tensor averageGrad(Draw draw, int rank) {
    Window window = poolWindow(draw, rank);
    Tensor x = draw.floats(input(draw, window, draw.between(1, 3)), -3, 3);
    Tensor d = draw.floats(window.output(x.shape(), x.shape().dim(1)), -3, 3);
    return Tensor.of(new AveragePoolGrad(window), x, d);
  }

  private static Tensor upsample(Draw draw, int rank) {
    Integer[] factors = list(rank, () -> draw.between(1, 3)).toArray(Integer[]::new);
    Shape input = input(draw, Window.of(factors), draw.between(1, 3), 2);
    return draw.floats(input, -3, 3).upsample(factors);
  }

  private static List<Integer> list(int rank, IntSupplier element) {
    return IntStream.generate(element).limit(rank).boxed().toList();
  }
}
