package dev.tenon.onnxruntime;

import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;

/**
 * What formulations are estimated to cost, in one place: the figures that decide which is written.
 *
 * <p>An estimate is a pure function of operator, shapes and target, drawn from measurements
 * (docs/performance.md). Costs of one operator's formulations are compared with one another alone,
 * so each may be in a unit that suits it.
 */
final class Costs {
  /** How many multiplications take as long as reading or writing an element. */
  private static final double AN_ELEMENT = 12;

  /** How many filters take as long as unrolling x for them. */
  private static final double UNROLLING = 16;

  /** How many filters take as long as moving the channels of x behind its other axes. */
  private static final double TRANSPOSING = 24;

  private static final int FEW_CHANNELS = 8;

  /** What a device's libraries are not made for. */
  private static final double UNUSUAL = 100;

  private Costs() {}

  /** In forward convolutions: it is one. */
  static double convDirect(Application<Conv> at) {
    return 1;
  }

  /**
   * In forward convolutions: multiplications and memory of a convolution and its two gradients
   * together, which share parts, beside those of a convolution, for which x has to be unrolled,
   * too.
   */
  static double winograd(int points, Window window, Shape x, Shape y) {
    return in(3, window, x, y, Winograd.work(points, window, x, y));
  }

  /**
   * In forward convolutions: where the convolution is not written like this, the transforms are the
   * filter's gradient's alone.
   */
  static double winogradFilterGrad(int points, Window window, Shape x, Shape y) {
    double shared = winograd(points, window, x, y);
    return shared < 1
        ? shared
        : in(1, window, x, y, Winograd.filterGradientWork(points, window, x, y));
  }

  private static double in(int convolutions, Window window, Shape x, Shape y, Winograd.Work work) {
    double direct = (double) convolutions * y.size() * x.dim(1);
    for (int k : window.kernel()) {
      direct *= k;
    }
    double unrolled = direct * (1 + UNROLLING / Math.min(x.dim(1), y.dim(1)));
    return (work.multiplications() + AN_ELEMENT * work.elements()) / unrolled;
  }

  /**
   * In forward convolutions: one, and the transposition of x, which few filters share, where a
   * kernel as large as an image is nothing unusual.
   */
  static double filterGradConv(Application<ConvFilterGrad> at) {
    if (at.target().device() == Device.CUDA) {
      return UNUSUAL;
    }
    return at.op().groups() == 1 ? transposed(at) : 1 + TRANSPOSING / inGroup(at);
  }

  /**
   * In forward convolutions: fast for few channels; for more, the columns take memory, and time.
   * Those of groups are counted rather than measured: a group's few filters share them. A GPU has
   * nothing made for many groups.
   */
  static double filterGradColumns(Application<ConvFilterGrad> at) {
    if (at.op().groups() > 1) {
      if (at.target().device() == Device.CUDA) {
        return UNUSUAL;
      }
      Shape w = at.shape(1);
      double places = w.size() / w.dim(0) / w.dim(1);
      return 1 + (places + 2 * AN_ELEMENT) / inGroup(at);
    }
    return at.shape(1).dim(1) < FEW_CHANNELS ? 0.7 : 1.2 * transposed(at);
  }

  /**
   * In forward convolutions: on a GPU, the unrolled x is read and written as fast as memory is;
   * that of groups, which is counted rather than measured, for each filter of a group.
   */
  static double filterGradSlices(Application<ConvFilterGrad> at) {
    if (at.target().device() != Device.CUDA) {
      return UNUSUAL;
    }
    return at.op().groups() == 1 ? 0.5 : 2.5;
  }

  /**
   * In forward convolutions, counted rather than measured: multiplications of whole lines, and the
   * elements that are copied for them.
   */
  static double filterGradLines(Application<ConvFilterGrad> at) {
    Window window = at.op().window();
    int last = window.rank() - 1;
    double filters = (double) at.shape(1).dim(0) / at.op().groups();
    double line = at.shape(0).last() + window.padsBefore().get(last) + window.padsAfter().get(last);
    double width = window.kernel().get(last);
    double copied = 4 * AN_ELEMENT * line / (width * at.shape(2).last());
    return (filters * line / width + copied) / inGroup(at);
  }

  /** The multiplications that a convolution's group takes for each element of an unrolled x. */
  private static double inGroup(Application<ConvFilterGrad> at) {
    return (double) at.shape(1).dim(0) / at.op().groups() + UNROLLING;
  }

  private static double transposed(Application<ConvFilterGrad> at) {
    return 1 + TRANSPOSING / at.shape(2).dim(1);
  }

  /** In forward convolutions: it is one, with zeros between the elements if there are strides. */
  static double inputGradFlipped(Application<ConvInputGrad> at) {
    int zeros = at.op().window().strides().stream().reduce(1, (a, b) -> a * b);
    return zeros == 1 ? 1 : zeros + 1;
  }

  /** In forward convolutions. */
  static double inputGradTransposed(Application<ConvInputGrad> at) {
    return 2.4;
  }

  /**
   * In nanoseconds: two {@code Resize} and an {@code AveragePool}, whose threads, if there are
   * several, take an image's channel each.
   */
  static double maxPoolGradTiles(Application<MaxPoolGrad> at) {
    return 0.65 * size(at.shape(0)) + planes(at, 400);
  }

  /** In nanoseconds: three products whose inner size is half a row, or two rows. */
  static double maxPoolGradRows(Application<MaxPoolGrad> at) {
    return 3 * spreading(at);
  }

  /**
   * In nanoseconds: the filter has a single 1 for each place of the kernel, and multiplies by 0.
   */
  static double maxPoolGradWindows(Application<MaxPoolGrad> at) {
    return 20.0 * size(at.shape(0));
  }

  /** In nanoseconds: as {@link #maxPoolGradWindows}, with zeros between the elements. */
  static double maxPoolGradFlipped(Application<MaxPoolGrad> at) {
    return 40.0 * size(at.shape(0));
  }

  /** In nanoseconds: a {@code Resize}. */
  static double averagePoolGradTiles(Application<AveragePoolGrad> at) {
    return 0.2 * size(at.shape(0)) + planes(at, 200);
  }

  /** In nanoseconds: a product whose inner size is half a row. */
  static double averagePoolGradRows(Application<AveragePoolGrad> at) {
    return spreading(at);
  }

  /** In nanoseconds. */
  static double averagePoolGradWindows(Application<AveragePoolGrad> at) {
    return 5.0 * size(at.shape(0));
  }

  /** In nanoseconds: as {@link #averagePoolGradWindows}, with zeros between the elements. */
  static double averagePoolGradFlipped(Application<AveragePoolGrad> at) {
    return 10.0 * size(at.shape(0));
  }

  private static double planes(Application<?> at, double nanos) {
    Shape x = at.shape(0);
    return at.target().threads() == 1 ? 0 : nanos * Math.abs(x.dim(0) * x.dim(1));
  }

  /** A multiplication and an addition for each element and each of its row, at 150 GFLOP/s. */
  private static double spreading(Application<?> at) {
    Shape x = at.shape(0);
    return size(x) * (double) x.last() / (150 * at.target().threads());
  }

  /** In passes over x; shared by threads, a sum over the first axis waits more than it adds. */
  static double reduction(Application<Reduce> at) {
    return 2;
  }

  /** In passes over x: a product with a row of ones is fast while x stays in the caches. */
  static double reductionByProduct(Application<Reduce> at) {
    Shape x = at.shape(0);
    return size(x) <= 1 << 21 && size(x) >= 64 * x.dim(0) ? 1 : 3;
  }

  /** In passes over y. */
  static double reluGradStep(Application<ReluGrad> at) {
    return 1;
  }

  /** In passes over y: on the CPU, a selection is one element after the other. */
  static double reluGradWhere(Application<ReluGrad> at) {
    return 3;
  }

  /** The number of elements; for a batch of unknown size, of one example. */
  private static long size(Shape shape) {
    return Math.abs(shape.size());
  }
}
