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

  /** How many numbers an x that is unrolled as a whole may have: 256 MB. */
  private static final double MOST_COLUMNS = 1 << 26;

  /** What a device's libraries are not made for. */
  private static final double UNUSUAL = 1e6;

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
   * kernel as large as an image is nothing unusual. In groups, in the unit of {@link #pairs}: runs
   * of a row of the kernel are copied, which are short where a group has few channels.
   */
  static double filterGradConv(Application<ConvFilterGrad> at) {
    if (at.target().device() == Device.CUDA) {
      return UNUSUAL;
    }
    if (at.op().groups() == 1) {
      return transposed(at);
    }
    double run = at.shape(1).dim(1) * at.shape(1).last();
    return rows(at) * (1.2 + 4 / (run + 1)) + pairs(at, places(at));
  }

  /**
   * In forward convolutions: fast for few channels; for more, the columns take memory, and time. In
   * groups, in the unit of {@link #pairs}, as long as there is memory. A GPU has nothing made for
   * many groups.
   */
  static double filterGradColumns(Application<ConvFilterGrad> at) {
    if (at.op().groups() == 1) {
      return at.shape(1).dim(1) < FEW_CHANNELS ? 0.7 : 1.2 * transposed(at);
    }
    Shape d = at.shape(2);
    double elements = (double) size(d) / d.dim(1) * at.shape(0).dim(1) * places(at);
    if (at.target().device() == Device.CUDA || elements > MOST_COLUMNS) {
      return UNUSUAL;
    }
    return 0.55 * places(at) + pairs(at, places(at));
  }

  /**
   * In forward convolutions: on a GPU, the unrolled x is read and written as fast as memory is; in
   * groups, which are counted rather than measured, in the unit of {@link #pairs}.
   */
  static double filterGradSlices(Application<ConvFilterGrad> at) {
    if (at.target().device() != Device.CUDA) {
      return UNUSUAL;
    }
    return at.op().groups() == 1 ? 0.5 : 0.85 * places(at);
  }

  /** Of groups alone: lines are copied for each row of the kernel, and multiplied as a whole. */
  static double filterGradLines(Application<ConvFilterGrad> at) {
    return 1.6 * rows(at) + pairs(at, rows(at) * at.shape(0).last());
  }

  private static double places(Application<ConvFilterGrad> at) {
    return MaxPoolGradients.size(at.op().window());
  }

  /** The number of the kernel's rows. */
  private static double rows(Application<ConvFilterGrad> at) {
    return places(at) / at.shape(1).last();
  }

  /**
   * In nanoseconds for each element of x with two threads, as all costs of filter gradients in
   * groups: the products with each filter of a group.
   */
  private static double pairs(Application<ConvFilterGrad> at, double multiplications) {
    return multiplications * at.shape(1).dim(0) / at.op().groups() / 90;
  }

  private static double transposed(Application<ConvFilterGrad> at) {
    return 1 + TRANSPOSING / at.shape(2).dim(1);
  }

  /**
   * In forward convolutions: it is one. With strides, the filter is filled up with zeros to whole
   * phases, whose rows are laid side by side by a product.
   */
  static double inputGradFlipped(Application<ConvInputGrad> at) {
    Shape w = at.shape(0);
    double perElement = (double) w.dim(0) / at.op().groups();
    double filled = 1;
    for (TransposedAxis axis :
        TransposedAxis.of(at.op().window(), at.shape(1), at.type().shape())) {
      perElement *= (double) axis.kernel() / axis.stride();
      filled *= (double) axis.taps() * axis.phases() / axis.kernel();
    }
    boolean strided = at.op().window().strides().stream().anyMatch(s -> s > 1);
    return strided ? filled + (at.type().shape().last() + 2 * AN_ELEMENT) / perElement : 1;
  }

  /** In forward convolutions with strides; without, it never gains. */
  static double inputGradTransposed(Application<ConvInputGrad> at) {
    return 1.65;
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

  /** In nanoseconds: as {@link #maxPoolGradWindows}, and phases are laid side by side. */
  static double maxPoolGradFlipped(Application<MaxPoolGrad> at) {
    return 25.0 * size(at.shape(0));
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

  /** In nanoseconds: as {@link #averagePoolGradWindows}, and phases are laid side by side. */
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
